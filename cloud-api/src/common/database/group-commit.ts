import { setImmediate as turnOfEventLoop } from 'node:timers/promises';

interface Unit<Item, Result> {
  items: readonly Item[];
  resolve: (results: Result[]) => void;
  reject: (error: unknown) => void;
}

const itemsPerCommit = 200;

/**
 * Lets units of work that come while a commit is under way wait for it and then share the next one. A unit that comes
 * alone is committed at once. When a shared commit fails, each of its units is tried in one of its own, so that nobody
 * fails for another.
 */
export class GroupCommit<Item, Result> {
  private readonly waiting: Unit<Item, Result>[] = [];
  private running = 0;

  constructor(
    /** Carries out all items in one transaction; a result for each, in their order. */
    private readonly commit: (items: readonly Item[]) => Promise<Result[]>,
    /** How many commits go on beside each other. */
    private readonly lanes: number,
  ) {}

  run(items: readonly Item[]): Promise<Result[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ items, resolve, reject });
      if (this.running < this.lanes) void this.runAll();
    });
  }

  private async runAll(): Promise<void> {
    this.running += 1;
    while (this.waiting.length > 0) {
      // An embedded database never lets the event loop turn; the requests that have arrived get their chance to join.
      await turnOfEventLoop();
      const units = this.nextUnits();
      if (units.length > 0) await this.runUnits(units);
    }
    this.running -= 1;
  }

  private nextUnits(): Unit<Item, Result>[] {
    let size = 0;
    const tooMany = this.waiting.findIndex(({ items }) => (size += items.length) > itemsPerCommit);
    return this.waiting.splice(0, tooMany === -1 ? this.waiting.length : Math.max(tooMany, 1));
  }

  private async runUnits(units: readonly Unit<Item, Result>[]): Promise<void> {
    if (units.length === 1) return this.runAlone(units[0]!);
    try {
      const results = await this.commit(units.flatMap(({ items }) => items));
      for (const { items, resolve } of units) resolve(results.splice(0, items.length));
    } catch {
      for (const unit of units) await this.runAlone(unit);
    }
  }

  private async runAlone({ items, resolve, reject }: Unit<Item, Result>): Promise<void> {
    try {
      resolve(await this.commit(items));
    } catch (error) {
      reject(error);
    }
  }
}
