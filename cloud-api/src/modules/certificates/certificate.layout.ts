import PDFDocument from 'pdfkit';
import type { RenderedDocument } from '../documents/index.js';
import type { CertificateFace, Row, RowGroup } from './certificate.rules.js';
import { drawQr } from './qr.js';
import { colours, contentWidth, type Flow, page, Sheet } from './sheet.js';
import { addSignaturePlaceholder } from './signature-placeholder.js';

const body: Flow = { size: 12, leading: 1.75, align: 'justify' };
const small: Flow = { size: 10, leading: 1.65, colour: colours.secondary, align: 'justify' };
const heading: Flow = { size: 13, bold: true, leading: 1.7 };
const label = { size: 10, colour: colours.secondary, leading: 1.5 };
const value = { size: 10, leading: 1.5 };
const rowGap = 3.5;

/**
 * The certificate as a PDF with an empty place for the server's signature: the paper as it was signed, who signed it, and a
 * page that tells the evidence. The same face and instant give the same pages.
 */
export async function layOut(face: CertificateFace, madeAt: number): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${face.title} 签署证明`,
      Author: '无诈网格',
      Keywords: face.code,
      CreationDate: new Date(madeAt),
      ModDate: new Date(madeAt),
    },
  });
  const bytes = collect(document);
  const sheet = new Sheet(document);
  drawPaper(sheet, face);
  drawEvidence(sheet, face);
  drawEdges(sheet, face);
  addSignaturePlaceholder(document, madeAt);
  document.end();
  return bytes;
}

function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

function drawPaper(sheet: Sheet, face: CertificateFace): void {
  if (face.notice) drawNotice(sheet, face.notice);
  const { paper } = face;
  sheet.y += 8;
  sheet.write(paper.title, { size: 21, bold: true, leading: 1.45, align: 'center', after: 14 });
  if (paper.salutation) sheet.write(paper.salutation, { ...body, align: 'left', after: 4 });
  for (const section of paper.sections) drawSection(sheet, section);
  drawSmallPrint(sheet, '电子签署约定', paper.agreement);
  drawSmallPrint(sheet, '个人信息说明', paper.dataNotice);
  drawStatement(sheet, paper.statement);
  drawSigning(sheet, face);
}

function drawSection(sheet: Sheet, { heading: title, paragraphs, items }: RenderedDocument['sections'][number]): void {
  if (title) {
    sheet.ensure(60);
    sheet.y += 4;
    sheet.write(title, heading);
  }
  for (const paragraph of paragraphs) sheet.write(paragraph, { ...body, indent: 2, after: 2 });
  items.forEach((item, index) => {
    const x = page.left + body.size * 2;
    sheet.write(item, { ...body, x, width: contentWidth - body.size * 2, mark: `${index + 1}.`, after: 2 });
  });
  sheet.y += 4;
}

function drawSmallPrint(sheet: Sheet, title: string, text: string): void {
  sheet.ensure(48);
  sheet.y += 6;
  sheet.write(title, { ...small, bold: true, colour: colours.ink });
  sheet.write(text, small);
}

/** What was confirmed, word for word, right above the signature. */
function drawStatement(sheet: Sheet, text: string): void {
  const flow: Flow = { ...body, x: page.left + 16, width: contentWidth - 32 };
  const title: Flow = { size: 10.5, bold: true, colour: colours.accent, x: flow.x, width: flow.width };
  const height = sheet.heightOf('', title) + sheet.heightOf(text, flow) + 20;
  sheet.y += 12;
  sheet.ensure(height + 150);
  drawPanel(sheet, height, colours.accentSoft, colours.accent);
  sheet.y += 10;
  sheet.write('签署人确认', title);
  sheet.write(text, flow);
  sheet.y += 10;
}

function drawPanel({ document, y }: Sheet, height: number, background: string, edge: string): void {
  document.rect(page.left, y, contentWidth, height).fill(background);
  document.rect(page.left, y, 3, height).fill(edge);
}

const picture = { width: 196, height: 104 };

function drawSigning(sheet: Sheet, face: CertificateFace): void {
  const rows = { x: page.left + picture.width + 24, width: contentWidth - picture.width - 24 };
  sheet.y += 14;
  sheet.ensure(Math.max(picture.height, heightOfRows(sheet, face.signing, rows)) + 8);
  const top = sheet.y;
  drawPicture(sheet, face);
  drawRows(sheet, face.signing, rows);
  sheet.y = Math.max(sheet.y, top + picture.height) + 8;
}

function drawPicture({ document, y, type }: Sheet, face: CertificateFace): void {
  const { width, height } = picture;
  document.lineWidth(0.8).strokeColor('#c9d6ee').roundedRect(page.left, y, width, height, 6).stroke();
  if (face.picture) {
    document.image(face.picture, page.left + 10, y + 10, {
      fit: [width - 20, height - 20],
      align: 'center',
      valign: 'center',
    });
    return;
  }
  const style = { size: 11, colour: colours.secondary };
  const x = page.left + (width - type.measure(face.insteadOfPicture, style)) / 2;
  type.draw(face.insteadOfPicture, x, y + height / 2 + 4, style);
}

const labelWidth = 72;

interface Place {
  x: number;
  width: number;
}

function valueFlow({ x, width }: Place): Flow {
  return { ...value, x: x + labelWidth, width: width - labelWidth };
}

function heightOfRows(sheet: Sheet, rows: readonly Row[], place: Place): number {
  return rows.reduce((sum, row) => sum + sheet.heightOf(row.value, valueFlow(place)) + rowGap, 0);
}

/** Labels on the left, what they say on the right; a row stays on one page. */
function drawRows(sheet: Sheet, rows: readonly Row[], place: Place): void {
  for (const row of rows) {
    sheet.ensure(sheet.heightOf(row.value, valueFlow(place)) + rowGap);
    const { y } = sheet;
    sheet.write(row.label, { ...label, x: place.x, width: labelWidth });
    sheet.y = y;
    sheet.write(row.value, { ...valueFlow(place), after: rowGap });
  }
}

const qrSize = 108;

function drawEvidence(sheet: Sheet, face: CertificateFace): void {
  sheet.nextPage();
  if (face.notice) drawNotice(sheet, face.notice);
  const top = sheet.y;
  const left = { width: contentWidth - qrSize - 32 };
  sheet.write('签署证据', { size: 19, bold: true, leading: 1.5, after: 2 });
  sheet.write(face.title, { size: 11.5, ...left, after: 10 });
  sheet.write('扫右边的二维码，或打开核验页输入编号，可以查到这份文书的签名现在是否有效。', {
    ...small,
    ...left,
    after: 8,
  });
  sheet.write('编号', { ...label, ...left });
  sheet.write(face.codeInGroups, { size: 12.5, bold: true, colour: colours.accent, leading: 1.5, ...left });
  drawCode(sheet, face.verifyUrl, top);
  sheet.y = Math.max(sheet.y, top + qrSize) + 12;
  for (const group of face.evidence) drawGroup(sheet, group);
  drawRemarks(sheet, face.remarks);
}

/** The picture is a link as well: who reads the file on a phone cannot scan their own screen. */
function drawCode({ document }: Sheet, url: string, top: number): void {
  const x = page.width - page.right - qrSize;
  drawQr(document, url, x, top + 4, qrSize);
  document.link(x, top + 4, qrSize, qrSize, url);
}

function drawGroup(sheet: Sheet, { heading: title, rows }: RowGroup): void {
  const whole = { x: page.left, width: contentWidth };
  sheet.ensure(heightOfRows(sheet, rows.slice(0, 2), whole) + 34);
  sheet.document.rect(page.left, sheet.y + 4.5, 3, 12).fill(colours.accent);
  sheet.write(title, { size: 12, bold: true, leading: 1.7, x: page.left + 10, after: 2 });
  drawRows(sheet, rows, whole);
  sheet.document.rect(page.left, sheet.y + 2, contentWidth, 0.6).fill(colours.line);
  sheet.y += 6;
}

function drawRemarks(sheet: Sheet, remarks: readonly string[]): void {
  sheet.ensure(60);
  sheet.write('说明', { ...small, bold: true, colour: colours.ink, after: 1 });
  remarks.forEach((remark, index) => {
    const flow = { ...small, size: 9.5, x: page.left + 16, width: contentWidth - 16 };
    sheet.write(remark, { ...flow, mark: `${index + 1}.`, after: 1 });
  });
}

function drawNotice(sheet: Sheet, { title, text, isLate }: NonNullable<CertificateFace['notice']>): void {
  const [edge, background] = isLate ? [colours.late, colours.lateSoft] : [colours.accent, colours.accentSoft];
  const inside = { x: page.left + 16, width: contentWidth - 32 };
  const titled: Flow = { size: 14, bold: true, colour: edge, ...inside };
  const told: Flow = { size: 11, ...inside };
  const height = sheet.heightOf(title, titled) + sheet.heightOf(text, told) + 16;
  drawPanel(sheet, height, background, edge);
  sheet.y += 8;
  sheet.write(title, titled);
  sheet.write(text, told);
  sheet.y += 20;
}

/** Head and foot of every page, once it is known how many there are. */
function drawEdges({ document, type }: Sheet, { codeInGroups, verifyUrl }: CertificateFace): void {
  const { count } = document.bufferedPageRange();
  const quiet = { size: 9, colour: colours.secondary };
  const drawRight = (text: string, baseline: number) =>
    type.draw(text, page.width - page.right - type.measure(text, quiet), baseline, quiet);
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    type.draw('无诈网格 · 签署证明', page.left, 52, { size: 9.5, bold: true, colour: colours.accent });
    drawRight(`编号 ${codeInGroups}`, 52);
    document.rect(page.left, 60, contentWidth, 1.2).fill(colours.accent);
    document.rect(page.left, page.height - 52, contentWidth, 0.6).fill(colours.line);
    type.draw(`核验 ${verifyUrl.replace(/\/[^/]*$/, '')}`, page.left, page.height - 36, quiet);
    drawRight(`第 ${index + 1} 页，共 ${count} 页`, page.height - 36);
  }
}
