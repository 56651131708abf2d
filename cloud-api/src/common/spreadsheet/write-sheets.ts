import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { escapeXml } from './ooxml-text.js';
import type { BookSpec, SheetSpec } from './sheet-spec.js';
import { stylesXml } from './sheet-styles.js';
import { headRange, sheetXml } from './sheet-writer.js';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The same content makes the same file. */
const mtime = new Date(2000, 0, 1);
const badName = /[[\]:*?/\\\u0000-\u001f]|^'|'$/;
const longestName = 31;

/**
 * Writes a workbook (.xlsx). Rows are taken as they come and held only as compressed bytes. A text is always text: no content of
 * a cell ever becomes a formula. Invisible characters are removed (`cleanText`); what does not fit throws RangeError.
 */
export async function writeSheets({ sheets }: BookSpec): Promise<Buffer> {
  checkNames(sheets);
  const zip = new ZipFile();
  const add = (name: string, content: string) => zip.addBuffer(Buffer.from(declaration + content), name, { mtime });
  add('[Content_Types].xml', contentTypes(sheets));
  add('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]));
  add('xl/workbook.xml', workbook(sheets));
  add('xl/_rels/workbook.xml.rels', relationships([...sheets.map(sheetRelationship), ['styles', 'styles.xml']]));
  add('xl/styles.xml', stylesXml());
  const sources = sheets.map((sheet) => Readable.from(encoded(sheet), { objectMode: false }));
  sources.forEach((source, index) => zip.addReadStream(source, `xl/${sheetPart(index)}`, { mtime }));
  zip.end();
  // The zip does not hear when a source breaks off, it would wait for ever.
  const failed = new Promise<never>((_, reject) => {
    for (const stream of [zip, ...sources]) stream.on('error', reject);
  });
  return Promise.race([buffer(zip.outputStream), failed]);
}

async function* encoded(sheet: SheetSpec): AsyncGenerator<Buffer> {
  yield Buffer.from(declaration);
  for await (const piece of sheetXml(sheet)) yield Buffer.from(piece);
}

function checkNames(sheets: readonly SheetSpec[]): void {
  const names = new Set(sheets.map(({ name }) => name.toLowerCase()));
  const bad = sheets.find(({ name }) => name === '' || name.length > longestName || badName.test(name));
  if (bad || names.size !== sheets.length || sheets.length === 0)
    throw new RangeError(`No names for sheets: ${[...names].join()}`);
}

function sheetPart(index: number): string {
  return `worksheets/sheet${index + 1}.xml`;
}

function sheetRelationship(_: SheetSpec, index: number): [string, string] {
  return ['worksheet', sheetPart(index)];
}

function relationships(targets: readonly (readonly [string, string])[]): string {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}

function contentTypes(sheets: readonly SheetSpec[]): string {
  const part = (name: string, type: string) => `<Override PartName="/xl/${name}" ContentType="${types}.${type}+xml"/>`;
  return (
    `<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('workbook.xml', 'sheet.main') +
    part('styles.xml', 'styles') +
    sheets.map((_, index) => part(sheetPart(index), 'worksheet')).join('') +
    '</Types>'
  );
}

function workbook(sheets: readonly SheetSpec[]): string {
  const tabs = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const titles = sheets.map((sheet, index) => {
    const { first, last } = headRange(sheet);
    const rows = `'${sheet.name.replaceAll("'", "''")}'!$${first}:$${last}`;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeXml(rows)}</definedName>`;
  });
  return (
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}">` +
    `<bookViews><workbookView/></bookViews><sheets>${tabs.join('')}</sheets>` +
    `<definedNames>${titles.join('')}</definedNames></workbook>`
  );
}
