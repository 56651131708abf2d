import { useEffect, useRef, useState } from 'react';
import { newId } from '@/shared/ids';
import { useSession } from '@/shared/session';
import { draftKeeper } from '@/shared/storage';
import { emptyDraft, isSameDraft, type Directive, type Draft } from './directive.rules';
import type { DraftChange } from './directives.queries';
import { keptName, openingOf, type KeptText } from './kept-text.rules';

function useKeeper(directiveId: string | undefined, regionId: number) {
  const personId = useSession((session) => session.me?.personId ?? '');
  return draftKeeper(personId, keptName(directiveId, regionId));
}

/** What the phone has of a text that was left unsaved; undefined until it was looked for, null if there is nothing. */
export function useKeptText(directiveId: string | undefined, regionId: number): KeptText | null | undefined {
  // Once it was saved for the first time it goes on under another name.
  const [first] = useState(directiveId);
  const keeper = useKeeper(first, regionId);
  const [kept, setKept] = useState<KeptText | null>();
  useEffect(() => {
    keeper.read<KeptText>().then(
      (found) => setKept(found ?? null),
      () => setKept(null),
    );
  }, [keeper]);
  return kept;
}

interface Beginning {
  planId: string;
  regionId: number;
  kept: KeptText | null;
}

/** A text being written: what stands in the fields, what the server has of it, and what the phone keeps meanwhile. */
export function useComposing(saved: Directive | undefined, { planId, regionId, kept }: Beginning) {
  const [opening, setOpening] = useState(() => openingOf(saved, kept ?? undefined, planId));
  const [draft, setDraft] = useState(opening.draft);
  const [error, setError] = useState<unknown>(null);
  const id = useRef(saved?.id ?? newId());
  const stored = saved?.draft ?? emptyDraft();
  const known = useRef(stored);
  const sent = useRef(stored);
  const chosen = useRef(planId);
  const keeper = useKeeper(saved?.id, regionId);
  const changed = !saved || !isSameDraft(draft, stored);

  const keep = (next: Draft) => {
    const text: KeptText = { planId, revision: saved?.revision ?? null, draft: next };
    (isSameDraft(next, stored) ? keeper.remove() : keeper.write(text)).then(() => setError(null), setError);
  };
  const put = (next: Draft) => {
    setDraft(next);
    keep(next);
  };

  useEffect(() => {
    if (isSameDraft(known.current, stored)) return;
    // Somebody else's later text takes the place of one that was not touched here.
    if (isSameDraft(draft, known.current)) put(stored);
    else if (!isSameDraft(sent.current, stored)) setOpening({ draft, words: 'overtaken' });
    else keep(draft);
    known.current = stored;
  }, [saved]);
  useEffect(() => {
    if (chosen.current === planId) return;
    chosen.current = planId;
    put({ ...draft, targets: stored.targets });
  }, [planId]);

  const change: DraftChange = {
    draft,
    saved,
    beginning: { id: id.current, planId, regionId },
    arrived() {
      sent.current = draft;
      keeper.remove().catch(() => undefined);
    },
  };
  return {
    draft,
    change,
    changed,
    error,
    /** Whose words the text began with, as long as they stand. */
    words: isSameDraft(draft, stored) ? 'saved' : opening.words,
    setDraft: put,
    /** Back to what the server has. */
    startOver() {
      setOpening({ draft: stored, words: 'saved' });
      put(stored);
    },
  };
}
