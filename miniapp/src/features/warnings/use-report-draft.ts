import { useEffect, useRef, useState } from 'react';
import { newId } from '@/shared/ids';
import { useSession } from '@/shared/session';
import { personRecords, photoStore, type Records } from '@/shared/storage';
import { emptyReport, isBegun, type ReportDraft } from './report.rules';

const RECORD = 'scam-report';

/** The last state of the draft is written, one write at a time. */
class Writer {
  private latest: ReportDraft | null = null;
  private writing: Promise<void> | null = null;

  constructor(private readonly records: Records) {}

  async read(): Promise<ReportDraft | undefined> {
    await this.writing?.catch(() => undefined);
    return this.records.read<ReportDraft>(RECORD);
  }

  write(draft: ReportDraft): Promise<void> {
    this.latest = draft;
    this.writing ??= this.drain().finally(() => (this.writing = null));
    return this.writing;
  }

  async remove(): Promise<void> {
    this.latest = null;
    await this.writing?.catch(() => undefined);
    await this.records.remove(RECORD);
  }

  private async drain(): Promise<void> {
    while (this.latest) {
      const draft = this.latest;
      this.latest = null;
      await this.records.write(RECORD, draft);
    }
  }
}

const writers = new Map<string, Writer>();

function writerOf(personId: string): Writer {
  const writer = writers.get(personId) ?? new Writer(personRecords(personId));
  writers.set(personId, writer);
  return writer;
}

/** What is being written about a scam; a killed app, a dead network, a page left lose none of it. */
export function useReportDraft(directiveId: string | null) {
  const writer = writerOf(useSession((session) => session.me?.personId ?? ''));
  const [draft, setDraft] = useState<ReportDraft | null>(null);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef<ReportDraft | null>(null);

  const hold = (next: ReportDraft) => {
    latest.current = next;
    setDraft(next);
  };
  useEffect(() => {
    let isCurrent = true;
    const begin = (kept?: ReportDraft) => {
      if (!isCurrent) return;
      const goesOn = kept && isBegun(kept);
      hold(goesOn ? { ...kept, directiveId: directiveId ?? kept.directiveId } : emptyReport(newId(), directiveId));
    };
    writer.read().then(begin, () => begin());
    return () => {
      isCurrent = false;
    };
  }, [writer, directiveId]);

  return {
    draft,
    error,
    change(patch: Partial<ReportDraft>) {
      if (!latest.current) return;
      const next = { ...latest.current, ...patch };
      hold(next);
      writer.write(next).then(() => setError(null), setError);
    },
    /** It has arrived: the phone need not keep it. */
    async done() {
      const { photoIds = [] } = latest.current ?? {};
      hold(emptyReport(newId(), null));
      await writer.remove();
      for (const id of photoIds) await photoStore.discard(id);
    },
  };
}
