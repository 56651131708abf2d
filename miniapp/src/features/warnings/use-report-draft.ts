import { useEffect, useRef, useState } from 'react';
import { newId } from '@/shared/ids';
import { useSession } from '@/shared/session';
import { draftKeeper, photoStore } from '@/shared/storage';
import { emptyReport, isBegun, type ReportDraft } from './report.rules';

const RECORD = 'scam-report';

/** What is being written about a scam; a killed app, a dead network, a page left lose none of it. */
export function useReportDraft(directiveId: string | null) {
  const keeper = draftKeeper(
    useSession((session) => session.me?.personId ?? ''),
    RECORD,
  );
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
    keeper.read<ReportDraft>().then(begin, () => begin());
    return () => {
      isCurrent = false;
    };
  }, [keeper, directiveId]);

  return {
    draft,
    error,
    change(patch: Partial<ReportDraft>) {
      if (!latest.current) return;
      const next = { ...latest.current, ...patch };
      hold(next);
      keeper.write(next).then(() => setError(null), setError);
    },
    /** It has arrived: the phone need not keep it. */
    async done() {
      const { photoIds = [] } = latest.current ?? {};
      hold(emptyReport(newId(), null));
      await keeper.remove();
      for (const id of photoIds) await photoStore.discard(id);
    },
  };
}
