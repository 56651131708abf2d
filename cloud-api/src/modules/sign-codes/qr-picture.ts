import sharp from 'sharp';
import { encode } from 'uqr';

/** The accent of the app; dark enough on white for every scanner. */
const accent = '#1b52b5';
/** The light rim that scanners need, in modules. */
const rim = 4;
/** A corner's square is seven modules wide. */
const corner = 7;

/** A QR code of the text in the app's colour: a square PNG of `width` pixels. */
export function drawQr(text: string, width: number): Promise<Buffer> {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const isCorner = (x: number, y: number) => isAtEnd(x, size) && isAtEnd(y, size) && !(x >= corner && y >= corner);
  const dots: string[] = [];
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries())
      if (dark && !isCorner(x, y)) dots.push(`<rect x="${x}" y="${y}" width="1.02" height="1.02" rx="0.25"/>`);
  const corners = [
    [0, 0],
    [size - corner, 0],
    [0, size - corner],
  ].map(([x, y]) => cornerSquare(x!, y!));
  const whole = size + 2 * rim;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width}"
    viewBox="${-rim} ${-rim} ${whole} ${whole}"><rect x="${-rim}" y="${-rim}" width="${whole}" height="${whole}"
    fill="#fff"/><g fill="${accent}">${dots.join('')}${corners.join('')}</g></svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png({ palette: true }).toBuffer();
}

function isAtEnd(at: number, size: number): boolean {
  return at < corner || at >= size - corner;
}

function cornerSquare(x: number, y: number): string {
  return `<path fill-rule="evenodd" d="M${x} ${y}h7v7h-7zm1 1v5h5v-5z"/><rect x="${x + 2}" y="${y + 2}" width="3" height="3" rx="0.5"/>`;
}
