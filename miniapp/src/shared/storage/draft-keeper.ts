import type { Records } from './records';

/** What somebody is writing under a name: its last state is on the phone, one write at a time. */
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

  write(draft: unknown): Promise<void> {
    this.waiting = { draft };
    this.writing ??= this.drain().finally(() => (this.writing = null));
    return this.writing;
  }

  remove(): Promise<void> {
    return this.write(undefined);
  }

  private async drain(): Promise<void> {
    while (this.waiting) {
      const { draft } = this.waiting;
      this.waiting = null;
      if (draft === undefined) await this.records.remove(this.name);
      else await this.records.write(this.name, draft);
    }
  }
}
