import { emptyDraft, isSameDraft, type Directive, type Draft } from './directive.rules';

/** A text on the phone that was neither saved nor given up. */
export interface KeptText {
  planId: string;
  /** The saved text that it changes; null for a new one. */
  revision: number | null;
  draft: Draft;
}

/** A saved text is kept by its own name, the new one of a place by the place's. */
export function keptName(directiveId: string | undefined, regionId: number): string {
  return directiveId === undefined ? `new-directive.${regionId}` : `directive.${directiveId}`;
}

/** With what somebody goes on writing, and whose words these are. */
export interface Opening {
  draft: Draft;
  /** `overtaken`: the person's own, while somebody else saved another text since. */
  words: 'saved' | 'own' | 'overtaken';
}

export function openingOf(saved: Directive | undefined, kept: KeptText | undefined, planId: string): Opening {
  const stored = saved?.draft ?? emptyDraft();
  if (!kept || isSameDraft(kept.draft, stored)) return { draft: stored, words: 'saved' };
  // Chains and places are those of a plan.
  const draft = kept.planId === planId ? kept.draft : { ...kept.draft, targets: stored.targets };
  return { draft, words: kept.revision === (saved?.revision ?? null) ? 'own' : 'overtaken' };
}
