import { useEffect, useRef, useState } from 'react';
import { useDoorStore } from '@/features/doors';
import { clock } from '@/shared/clock';
import { newId } from '@/shared/ids';
import { enqueue, entry } from '@/shared/outbox';
import { useSession } from '@/shared/session';
import { draftKeeper, photoStore } from '@/shared/storage';
import { changeDraft, draftToPayload, emptyDraft, endOf, type VisitDraft } from './visits.rules';

/** The day on which the first of the rounds under way ends. */
function roundUntil(): string | null {
  const ends = useDoorStore.getState().plans.flatMap(({ round }) => round?.until ?? []);
  return ends.sort()[0] ?? null;
}

async function load(keeper: ReturnType<typeof draftKeeper>, doorId: string): Promise<VisitDraft> {
  const kept = await keeper.read<VisitDraft>();
  // The process died after the visit was enqueued and before its draft was dropped.
  if (kept && !entry(kept.visitId)) return kept;
  return emptyDraft(doorId, clock.deviceNow(), newId());
}

export interface DraftHandle {
  draft: VisitDraft | null;
  ready: boolean;
  /** The draft could not be kept on the phone. */
  error: unknown;
  change(patch: Partial<VisitDraft>): void;
  discard(): Promise<void>;
  /** Resolves with the visit's id when the visit is durable on this phone. */
  finish(): Promise<string>;
}

/** The visit being logged at a door. Each answer is on the phone at once; a killed app comes back to the same draft. */
export function useDraft(doorId: string): DraftHandle {
  const personId = useSession((session) => session.me?.personId ?? '');
  const keeper = draftKeeper(personId, `draft/${doorId}`);
  const [draft, setDraft] = useState<VisitDraft | null>(null);
  const [error, setError] = useState<unknown>(null);
  // Two answers in one frame must both see the latest draft.
  const latest = useRef<VisitDraft | null>(null);

  const hold = (next: VisitDraft | null) => {
    latest.current = next;
    setDraft(next);
  };

  useEffect(() => {
    let isCurrent = true;
    hold(null);
    load(keeper, doorId).then(
      (loaded) => isCurrent && hold(loaded),
      (failure: unknown) => isCurrent && setError(failure),
    );
    return () => {
      isCurrent = false;
    };
  }, [keeper, doorId]);

  return {
    draft,
    ready: draft !== null,
    error,

    change(patch) {
      if (!latest.current) return;
      const next = changeDraft(latest.current, patch, clock.deviceNow(), roundUntil());
      hold(next);
      keeper.write(next).then(() => setError(null), setError);
    },

    async discard() {
      const { photoIds = [] } = latest.current ?? {};
      for (const photoId of photoIds) await photoStore.discard(photoId);
      await keeper.remove();
      hold(emptyDraft(doorId, clock.deviceNow(), newId()));
    },

    async finish() {
      const finished = latest.current;
      if (!finished) throw new Error('there is no draft to finish');
      const now = clock.deviceNow();
      const payload = draftToPayload(finished, now);
      const id = await enqueue('visit.log', payload, { id: finished.visitId, happenedAt: endOf(finished, now) });
      await keeper.remove();
      return id;
    },
  };
}
