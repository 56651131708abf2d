import { encode } from 'uqr';

/** The text as a QR code whose modules are filled squares, black on what is there; `size` is without the quiet zone. */
export function drawQr(document: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { data } = encode(text, { ecc: 'M', border: 0 });
  const step = size / data.length;
  document.fillColor('#000000');
  data.forEach((row, line) => {
    row.forEach((isDark, column) => {
      if (isDark) document.rect(x + column * step, y + line * step, step, step);
    });
  });
  document.fill();
}
