import { minuteMs, type Clock } from './clock.js';
import { WechatFailure } from './failure.js';

/** So many calls per key in each calendar minute. */
export class MinuteQuota {
  #minute = 0;
  readonly #used = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly limit: number,
  ) {}

  spend(key: string): void {
    this.#turnMinute();
    const used = this.#used.get(key) ?? 0;
    if (used >= this.limit) throw new WechatFailure(45011);
    this.#used.set(key, used + 1);
  }

  #turnMinute(): void {
    const minute = Math.floor(this.clock.now() / minuteMs);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#used.clear();
  }
}
