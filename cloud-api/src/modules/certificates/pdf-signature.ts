import { SignPdf } from '@signpdf/signpdf';
import { CadesSigner } from './cades-signer.js';
import type { PdfKey } from './pdf-key.js';

/** The PDF with its placeholder filled: a PAdES signature over every other byte of it. */
export function signPdf(pdf: Buffer, key: PdfKey): Promise<Buffer> {
  return new SignPdf().sign(pdf, new CadesSigner(key));
}
