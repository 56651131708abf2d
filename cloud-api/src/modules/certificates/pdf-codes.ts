import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { codeLength, readVerifyCode } from '../signatures/index.js';

const inflated = promisify(inflate);
/** What an upload may make the server do: a bomb ends there. */
const mostStreams = 400;
const mostBytesOfStream = 512 * 1024;
const mostBytes = 8 * 1024 * 1024;
const mostCodes = 10;

const codePattern = new RegExp(`(?<![0-9A-Za-z])[0-9A-HJKMNP-TV-Z]{${codeLength}}(?![0-9A-Za-z])`, 'g');

/** Whether the file says of itself that it is a PDF; readers allow some noise before. */
export function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).includes('%PDF-');
}

/**
 * What may be codes of ours in a PDF: in its metadata, in the address the QR code links to, in streams that can be
 * inflated. Glyphs are not read, so a picture of a certificate gives none.
 */
export async function codesIn(pdf: Buffer): Promise<string[]> {
  const codes = new Set(found(pdf));
  let left = mostBytes;
  for (const stream of streamsOf(pdf)) {
    if (codes.size >= mostCodes || left <= 0) break;
    const bytes = await inflated(stream, { maxOutputLength: Math.min(left, mostBytesOfStream) }).catch(() => null);
    if (bytes === null) continue;
    left -= bytes.length;
    for (const code of found(bytes)) codes.add(code);
  }
  return [...codes].slice(0, mostCodes);
}

/** Texts of two bytes a character lose their zeros first. */
function found(bytes: Buffer): string[] {
  const text = bytes.toString('latin1').replaceAll('\0', '');
  return (text.match(codePattern) ?? []).filter((code) => readVerifyCode(code) === code);
}

function* streamsOf(pdf: Buffer): Generator<Buffer> {
  let at = 0;
  for (let count = 0; count < mostStreams; count += 1) {
    const begin = pdf.indexOf('stream', at);
    if (begin === -1) return;
    const end = pdf.indexOf('endstream', begin);
    if (end === -1) return;
    const data = begin + 'stream'.length + (pdf[begin + 'stream'.length] === 0x0d ? 2 : 1);
    yield pdf.subarray(data, end);
    at = end + 'endstream'.length;
  }
}
