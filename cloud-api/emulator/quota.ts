import type { Clock } from './clock.js';
import { WechatFailure } from './failure.js';

interface Limit {
  calls: number;
  windowMs: number;
  /** How far ahead of UTC the windows begin. */
  offsetMs?: number;
  /** What a call too many is answered with. */
  errcode: number;
}

/** So many calls per key in each window of the calendar: a minute, a second, a day. */
export class Quota {
  #window = 0;
  readonly #used = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly limit: Limit,
  ) {}

  spend(key: string): void {
    this.#turnWindow();
    const used = this.#used.get(key) ?? 0;
    if (used >= this.limit.calls) throw new WechatFailure(this.limit.errcode);
    this.#used.set(key, used + 1);
  }

  /** So many calls from now on; what was spent in the present window counts. */
  allow(calls: number): void {
    this.limit.calls = calls;
  }

  #turnWindow(): void {
    const window = Math.floor((this.clock.now() + (this.limit.offsetMs ?? 0)) / this.limit.windowMs);
    if (window === this.#window) return;
    this.#window = window;
    this.#used.clear();
  }
}
