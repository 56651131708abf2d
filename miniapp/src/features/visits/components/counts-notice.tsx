import { Notice } from '@/shared/ui';
import type { countsFor } from '../visits.rules';

export type Verdict = ReturnType<typeof countsFor>[number];

/** Said before it is saved: whether this visit will count, and what is missing when it will not. */
export function CountsNotice({ verdicts }: { verdicts: readonly Verdict[] }) {
  return (
    <>
      {verdicts.map(({ planId, counts, sentence }) => (
        <Notice key={planId} tone={counts ? 'ok' : 'wait'}>
          {counts ? '✓ ' : '! '}
          {sentence}
        </Notice>
      ))}
    </>
  );
}
