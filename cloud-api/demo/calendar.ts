import { addDays, type Clock, startOfDate } from '../src/common/clock/index.js';

const minuteMs = 60_000;

/** Days counted back from the day the demo is filled, and the application's clock moved to them. */
export class Calendar {
  readonly today: string;

  constructor(private readonly clock: Clock) {
    this.today = clock.today();
  }

  now(): number {
    return this.clock.now();
  }

  /** A business date so many days ago; in the future when negative. */
  date(daysAgo: number): string {
    return addDays(this.today, -daysAgo);
  }

  instant(daysAgo: number, minuteOfDay: number): number {
    return startOfDate(this.date(daysAgo)) + minuteOfDay * minuteMs;
  }

  /** Runs the work as if it were then. Nobody else uses the clock yet: the application is not listening. */
  async at<T>(instant: number, work: () => Promise<T>): Promise<T> {
    this.clock.now = () => instant;
    try {
      return await work();
    } finally {
      Reflect.deleteProperty(this.clock, 'now');
    }
  }
}
