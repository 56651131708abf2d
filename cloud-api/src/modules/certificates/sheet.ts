import { breakLines } from './text-flow.rules.js';
import { type Style, Typesetter } from './typesetter.js';

/** In points; A4 is 595.28 × 841.89. */
export const page = { width: 595.28, height: 841.89, left: 64, right: 64, top: 86, bottom: 72 };
export const contentWidth = page.width - page.left - page.right;

export const colours = {
  accent: '#1b52b5',
  accentSoft: '#e8effb',
  ink: '#14181f',
  secondary: '#5b6472',
  line: '#dfe4ec',
  late: '#c4320a',
  lateSoft: '#fdeae4',
};

export interface Flow extends Style {
  x?: number;
  width?: number;
  /** Baseline to baseline, in times of the size. */
  leading?: number;
  /** Characters by which the first line is set in. */
  indent?: number;
  /** Space below, in points. */
  after?: number;
  align?: 'left' | 'center' | 'justify';
  /** Stands before the first line, in the margin that `x` leaves to it. */
  mark?: string;
}

/** At most this much, in times of the size, is shared out between the characters of a line: a line that ends early stays so. */
const mostSlack = 2.4;

/** Pages that are filled from top to bottom. What is drawn moves `y`; what does not fit goes on the next page. */
export class Sheet {
  readonly type: Typesetter;
  y = page.top;

  constructor(readonly document: PDFKit.PDFDocument) {
    this.type = new Typesetter(document);
  }

  get room(): number {
    return page.height - page.bottom - this.y;
  }

  nextPage(): void {
    this.document.addPage();
    this.y = page.top;
  }

  /** Begins a page when less than `height` is left of this one, unless a whole page would not suffice either. */
  ensure(height: number): void {
    if (height > this.room && height <= page.height - page.top - page.bottom) this.nextPage();
  }

  lines(text: string, flow: Flow): string[] {
    const { size, width = contentWidth, indent = 0 } = flow;
    return breakLines(text, (part) => this.type.measure(part, flow), width, indent * size);
  }

  heightOf(text: string, flow: Flow): number {
    return this.lines(text, flow).length * lineHeight(flow) + (flow.after ?? 0);
  }

  /** A paragraph, on as many pages as it takes. */
  write(text: string, flow: Flow): void {
    const { x = page.left, size, indent = 0, after = 0, mark } = flow;
    const lines = this.lines(text, flow);
    lines.forEach((line, index) => {
      this.ensure(lineHeight(flow));
      const baseline = this.y + lineHeight(flow) / 2 + size * 0.36;
      const setIn = index === 0 ? indent * size : 0;
      if (index === 0 && mark !== undefined)
        this.type.draw(mark, x - this.type.measure(mark, flow) - size * 0.35, baseline, flow);
      this.writeLine(line, { ...flow, x: x + setIn }, baseline, setIn, index === lines.length - 1);
      this.y += lineHeight(flow);
    });
    this.y += after;
  }

  private writeLine(line: string, flow: Flow & { x: number }, baseline: number, setIn: number, isLast: boolean): void {
    const slack = (flow.width ?? contentWidth) - setIn - this.type.measure(line, flow);
    const gaps = [...line].length - 1;
    const isShared = flow.align === 'justify' && !isLast && gaps > 0 && slack > 0 && slack < mostSlack * flow.size;
    const x = flow.align === 'center' ? flow.x + slack / 2 : flow.x;
    this.type.draw(line, x, baseline, flow, isShared ? slack / gaps : 0);
  }
}

export function lineHeight({ size, leading = 1.6 }: Flow): number {
  return size * leading;
}
