import { useEffect, useRef, useState } from 'react';
import { newId } from '@/shared/ids';
import { emptyDraft, isSameDraft, type Directive, type Draft } from './directive.rules';
import type { DraftChange } from './directives.queries';

interface Beginning {
  planId: string;
  regionId: number;
}

/** A text being written: what stands in the fields, and what the server has of it. */
export function useComposing(saved: Directive | undefined, { planId, regionId }: Beginning) {
  const [draft, setDraft] = useState<Draft>(() => saved?.draft ?? emptyDraft());
  const id = useRef(saved?.id ?? newId());
  const revision = useRef(saved?.revision);
  // Somebody else's later text takes the place of one that was not touched here.
  useEffect(() => {
    if (!saved || saved.revision === revision.current) return;
    revision.current = saved.revision;
    setDraft((current) => (isSameDraft(current, saved.draft) ? saved.draft : current));
  }, [saved]);
  const change: DraftChange = { draft, saved, beginning: { id: id.current, planId, regionId } };
  return { draft, setDraft, change, changed: !saved || !isSameDraft(draft, saved.draft) };
}
