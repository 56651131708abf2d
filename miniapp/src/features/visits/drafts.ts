import type { Records } from '@/shared/storage';
import type { VisitDraft } from './visits.rules';

const name = (doorId: string) => `draft/${doorId}`;

/**
 * Writes the latest draft of each door, one write at a time: what is typed while one is under way is written once, after
 * it, with everything typed until then.
 */
export class DraftWriter {
  private readonly latest = new Map<string, VisitDraft>();
  private writing: Promise<void> | null = null;

  constructor(private readonly records: Records) {}

  async read(doorId: string): Promise<VisitDraft | undefined> {
    await this.writing?.catch(() => undefined);
    return this.records.read<VisitDraft>(name(doorId));
  }

  /** Resolves when this draft, or a later one of the same door, is on the phone. */
  write(draft: VisitDraft): Promise<void> {
    this.latest.set(draft.doorId, draft);
    this.writing ??= this.drain().finally(() => (this.writing = null));
    return this.writing;
  }

  async remove(doorId: string): Promise<void> {
    this.latest.delete(doorId);
    await this.writing?.catch(() => undefined);
    await this.records.remove(name(doorId));
  }

  private async drain(): Promise<void> {
    for (;;) {
      const [draft] = this.latest.values();
      if (!draft) return;
      this.latest.delete(draft.doorId);
      await this.records.write(name(draft.doorId), draft);
    }
  }
}
