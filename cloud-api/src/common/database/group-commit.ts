import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { Transaction } from './transaction.js';

type Work<T> = (transaction: Transaction) => Promise<T>;

interface Unit {
  work: Work<unknown>;
  /** How much it writes, in rows of its main table. */
  weight: number;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

const weightPerTransaction = 200;

/**
 * Lets units of work that come while a transaction is under way wait for it and then share the next one: its commit, its
 * projections and the locks of its leaves. A unit that comes alone runs at once. When a shared transaction fails, each of
 * its units runs again in one of its own, so that nobody fails for another.
 */
export class GroupCommit {
  private readonly waiting: Unit[] = [];
  private running = 0;

  constructor(
    private readonly transaction: <T>(work: Work<T>) => Promise<T>,
    /** How many transactions go on beside each other. */
    private readonly lanes: number,
  ) {}

  run<T>(work: Work<T>, weight: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, weight, resolve: resolve as Unit['resolve'], reject });
      if (this.running < this.lanes) void this.runAll();
    });
  }

  private async runAll(): Promise<void> {
    this.running += 1;
    while (this.waiting.length > 0) {
      // An embedded database never lets the event loop turn; the requests that have arrived get their chance to join.
      await turnOfEventLoop();
      const group = this.nextGroup();
      if (group.length > 0) await this.runGroup(group);
    }
    this.running -= 1;
  }

  private nextGroup(): Unit[] {
    let weight = 0;
    const fitting = this.waiting.findIndex((unit) => (weight += unit.weight) > weightPerTransaction);
    return this.waiting.splice(0, fitting === -1 ? this.waiting.length : Math.max(fitting, 1));
  }

  private async runGroup(units: readonly Unit[]): Promise<void> {
    if (units.length === 1) return this.runAlone(units[0]!);
    try {
      const results = await this.transaction(async (transaction) => {
        const done: unknown[] = [];
        for (const { work } of units) done.push(await work(transaction));
        return done;
      });
      units.forEach(({ resolve }, index) => resolve(results[index]));
    } catch {
      for (const unit of units) await this.runAlone(unit);
    }
  }

  private async runAlone({ work, resolve, reject }: Unit): Promise<void> {
    try {
      resolve(await this.transaction(work));
    } catch (error) {
      reject(error);
    }
  }
}
