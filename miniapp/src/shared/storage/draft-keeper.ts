import type { Records } from './records';

/**
 * What somebody is writing under a name, one write at a time: what is typed while one is under way is written once, after it,
 * with everything typed until then.
 */
export class DraftKeeper {
  private waiting: { draft: unknown } | null = null;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly records: Records,
    private readonly name: string,
  ) {}

  async read<Draft>(): Promise<Draft | undefined> {
    await this.writing?.catch(() => undefined);
    return this.records.read<Draft>(this.name);
  }

  /** Resolves when this draft, or a later one, is on the phone; one that the phone did not take keeps no later one back. */
  write(draft: unknown): Promise<void> {
    this.waiting = { draft };
    this.writing ??= this.drain();
    return this.writing;
  }

  remove(): Promise<void> {
    return this.write(undefined);
  }

  private async drain(): Promise<void> {
    try {
      while (this.waiting) {
        const { draft } = this.waiting;
        this.waiting = null;
        const change = draft === undefined ? this.records.remove(this.name) : this.records.write(this.name, draft);
        await change.catch((error: unknown) => {
          if (!this.waiting) throw error;
        });
      }
    } finally {
      // In the same step as the last look: what is written later begins anew.
      this.writing = null;
    }
  }
}
