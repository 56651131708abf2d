import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { findPoppler, type PopplerTool } from './executables.js';

const run = promisify(execFile);
// The package is CommonJS whose types claim an ES default export.
const readQr = jsqr as unknown as typeof jsqr.default;

/** A PDF as other programs see it: through poppler. */
export class PdfFile {
  private constructor(private readonly folder: string) {}

  static async open(bytes: Buffer): Promise<PdfFile> {
    const folder = await mkdtemp(path.join(tmpdir(), 'wz-pdf-'));
    await writeFile(path.join(folder, 'file.pdf'), bytes);
    return new PdfFile(folder);
  }

  /** The text of all pages, without line ends: what is searched for may stand on two lines. */
  async text(): Promise<string> {
    return (await this.lines()).join('');
  }

  async lines(): Promise<string[]> {
    const text = await this.ask('pdftotext', ['-layout', 'file.pdf', '-']);
    return text.split(/[\n\f]/).map((line) => line.trim());
  }

  /** What the reader's panel would say about the signature. */
  signature(): Promise<string> {
    return this.ask('pdfsig', ['-nocert', 'file.pdf']);
  }

  info(): Promise<string> {
    return this.ask('pdfinfo', ['file.pdf']);
  }

  fonts(): Promise<string> {
    return this.ask('pdffonts', ['file.pdf']);
  }

  /** The pages as PNG. */
  async pages(dpi = 110): Promise<Buffer[]> {
    await this.ask('pdftoppm', ['-r', String(dpi), '-png', 'file.pdf', 'page']);
    const names = (await readdir(this.folder)).filter((name) => name.startsWith('page')).sort();
    return Promise.all(names.map((name) => readFile(path.join(this.folder, name))));
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private async ask(tool: PopplerTool, given: string[]): Promise<string> {
    const tools = findPoppler();
    if (!tools) throw new Error('Poppler is not installed: the package is poppler-utils.');
    const { stdout } = await run(tools[tool], given, { cwd: this.folder, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  }
}

/** What the QR code on a picture says; null when there is none that can be read. */
export async function qrOnPicture(png: Buffer): Promise<string | null> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return readQr(new Uint8ClampedArray(data), info.width, info.height)?.data ?? null;
}
