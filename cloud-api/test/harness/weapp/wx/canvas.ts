import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Native } from '../native.js';
import { temporaryPath } from './files.js';

/** Nothing is laid out here: every canvas has the size of a signature pad on a narrow phone. */
export const canvasSize = { width: 343, height: 220 };

/** What was drawn on a canvas since its size was last set, as SVG. */
class Drawing {
  readonly shapes: string[] = [];
  private path: string[] = [];
  private scaleX = 1;
  private scaleY = 1;
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  strokeStyle = '#000000';
  fillStyle = '#000000';

  scale(x: number, y: number): void {
    this.scaleX *= x;
    this.scaleY *= y;
  }

  beginPath(): void {
    this.path = [];
  }

  moveTo(x: number, y: number): void {
    this.path.push(`M${this.at(x, y)}`);
  }

  lineTo(x: number, y: number): void {
    this.path.push(`L${this.at(x, y)}`);
  }

  quadraticCurveTo(bendX: number, bendY: number, x: number, y: number): void {
    this.path.push(`Q${this.at(bendX, bendY)} ${this.at(x, y)}`);
  }

  stroke(): void {
    const line = `stroke="${this.strokeStyle}" stroke-width="${this.lineWidth * this.scaleX}"`;
    const ends = `stroke-linecap="${this.lineCap}" stroke-linejoin="${this.lineJoin}"`;
    this.shapes.push(`<path d="${this.path.join('')}" fill="none" ${line} ${ends}/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const [left, top] = [x * this.scaleX, y * this.scaleY];
    const size = `width="${width * this.scaleX}" height="${height * this.scaleY}"`;
    this.shapes.push(`<rect x="${left}" y="${top}" ${size} fill="${this.fillStyle}"/>`);
  }

  /** Only ever all of it. */
  clearRect(): void {
    this.shapes.length = 0;
  }

  private at(x: number, y: number): string {
    return `${x * this.scaleX} ${y * this.scaleY}`;
  }
}

/** `node` of a `<canvas type="2d">`: it draws for real, so that pictures of it can be looked at. */
export class CanvasNode {
  private drawing = new Drawing();
  private size = { ...canvasSize };

  get width(): number {
    return this.size.width;
  }
  /** As everywhere, setting the size wipes the canvas and its state. */
  set width(width: number) {
    this.size.width = width;
    this.wipe();
  }

  get height(): number {
    return this.size.height;
  }
  set height(height: number) {
    this.size.height = height;
    this.wipe();
  }

  getContext = (kind: string): Drawing | null => (kind === '2d' ? this.context : null);

  /** One object for the life of the canvas, whatever happens to its size. */
  private readonly context = new Proxy({} as Drawing, {
    get: (_, name) => {
      const member = Reflect.get(this.drawing, name) as unknown;
      return typeof member === 'function' ? (member as () => void).bind(this.drawing) : member;
    },
    set: (_, name, value) => Reflect.set(this.drawing, name, value),
  });

  get svg(): string {
    const { width, height } = this.size;
    const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`;
    return `${open}${this.drawing.shapes.join('')}</svg>`;
  }

  private wipe(): void {
    this.drawing = new Drawing();
  }
}

interface PictureOptions {
  canvas: CanvasNode;
  fileType?: 'png' | 'jpg';
  destWidth?: number;
  destHeight?: number;
}

/** `wx.canvasToTempFilePath` of the canvases that pages ask for by their ids. */
export function canvasApi(native: Native) {
  async function canvasToTempFilePath({ canvas, fileType = 'png', destWidth, destHeight }: PictureOptions) {
    const picture = sharp(Buffer.from(canvas.svg)).resize(destWidth ?? canvas.width, destHeight ?? canvas.height, {
      fit: 'fill',
    });
    const tempFilePath = `${temporaryPath}/${randomUUID()}.${fileType}`;
    native.phone.files.set(tempFilePath, await (fileType === 'png' ? picture.png() : picture.jpeg()).toBuffer());
    return { tempFilePath };
  }
  return { canvasToTempFilePath: native.asynchronous('canvasToTempFilePath', canvasToTempFilePath) };
}
