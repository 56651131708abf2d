import { encodeInk, fitted, isTooLittle, MOST_STROKES, type InkPoint, type Stroke } from './ink.rules';

interface PadPoint {
  x: number;
  y: number;
}

/** What has been drawn on the pad of one sitting. It is kept outside of the screen's state: strokes never cross WeChat's bridge. */
export class Ink {
  private drawn: InkPoint[][] = [];
  private firstTouch: number | null = null;
  private current: InkPoint[] | null = null;
  /** Height of the pad by its width; 0 before the first pad was shown. */
  ratio = 0;

  get strokes(): readonly Stroke[] {
    return this.drawn;
  }

  get isFull(): boolean {
    return this.drawn.length >= MOST_STROKES;
  }

  get isTooLittle(): boolean {
    return isTooLittle(this.drawn);
  }

  /** A pad of this shape shows the ink from now on. */
  showOn(ratio: number): void {
    if (this.ratio > 0 && ratio !== this.ratio) this.drawn = fitted(this.drawn, this.ratio, ratio);
    this.ratio = ratio;
  }

  begin(point: PadPoint, now: number): Stroke | null {
    if (this.isFull) return null;
    this.firstTouch ??= now;
    this.current = [{ ...point, t: now - this.firstTouch }];
    this.drawn.push(this.current);
    return this.current;
  }

  /** The stroke with its new point; null when the finger has not moved. */
  extend(point: PadPoint, now: number): Stroke | null {
    const last = this.current?.at(-1);
    if (!this.current || !last || (last.x === point.x && last.y === point.y)) return null;
    // A clock that was set back must not make a stroke run backwards.
    this.current.push({ ...point, t: Math.max(last.t, now - (this.firstTouch ?? now)) });
    return this.current;
  }

  end(): void {
    this.current = null;
  }

  undo(): void {
    this.end();
    this.drawn = this.drawn.slice(0, -1);
  }

  clear(): void {
    this.end();
    this.drawn = [];
  }

  encoded(): string[] {
    return encodeInk(this.drawn);
  }
}
