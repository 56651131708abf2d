import { Clock } from '../../src/common/clock/index.js';

/** 2026-11-21, ten in the morning in Shanghai. */
const start = Date.parse('2026-11-21T02:00:00Z');

/** Time that stands still until a test moves it. */
export class TestClock extends Clock {
  private instant = start;

  override now(): number {
    return this.instant;
  }

  set(instant: number): void {
    this.instant = instant;
  }

  advance(milliseconds: number): void {
    this.instant += milliseconds;
  }
}
