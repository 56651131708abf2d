import type { EventLog } from './event-log.js';
import type { NewEvent } from './event.js';

/** Up to here a reading is as good as new; up to there it is still shown while a new one is put together. */
const freshMs = 250;
const shownMs = 1_000;
const readingsKept = 500;

interface Kept<Reading> {
  reading: Promise<Reading>;
  begunAt: number;
  isRenewed: boolean;
}

/**
 * What was just put together from many rows: people look at the same board at once, and share it. What this process
 * tells of in a commit ends them all, if it concerns them; what another process commits shows within a second. `asOf` on
 * a board says when it was counted.
 */
export class RecentReads<Reading> {
  private readonly kept = new Map<string, Kept<Reading>>();

  constructor(eventLog: EventLog, concerns: (event: NewEvent) => boolean = () => true) {
    eventLog.onCommit((events) => {
      if (events.some(concerns)) this.kept.clear();
    });
  }

  of(key: string, assemble: () => Promise<Reading>): Promise<Reading> {
    const kept = this.kept.get(key);
    const age = kept ? performance.now() - kept.begunAt : Infinity;
    if (!kept || age > shownMs) return this.renew(key, assemble).reading;
    if (age > freshMs && !kept.isRenewed) {
      kept.isRenewed = true;
      const renewed = this.renew(key, assemble);
      // Until the new one is there the old one stays in its place.
      this.kept.set(key, kept);
      renewed.reading.then(
        () => this.kept.get(key) === kept && this.kept.set(key, renewed),
        () => this.forget(key, kept),
      );
    }
    return kept.reading;
  }

  private renew(key: string, assemble: () => Promise<Reading>): Kept<Reading> {
    const fresh = { reading: assemble(), begunAt: performance.now(), isRenewed: false };
    this.keep(key, fresh);
    fresh.reading.catch(() => this.forget(key, fresh));
    return fresh;
  }

  /** The reading kept longest goes first. */
  private keep(key: string, reading: Kept<Reading>): void {
    this.kept.delete(key);
    this.kept.set(key, reading);
    if (this.kept.size > readingsKept) this.kept.delete(this.kept.keys().next().value!);
  }

  private forget(key: string, reading: Kept<Reading>): void {
    if (this.kept.get(key) === reading) this.kept.delete(key);
  }
}
