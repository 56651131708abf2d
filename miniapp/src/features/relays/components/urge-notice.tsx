import { errorSentence } from '@/shared/api';
import { Notice } from '@/shared/ui';
import type { useUrge } from '../supervision.queries';
import { urgedText } from '../supervision.rules';

/** What came of urging. */
export function UrgeNotice({ urging }: { urging: ReturnType<typeof useUrge> }) {
  if (urging.isError) return <Notice tone="late">{errorSentence(urging.error)}</Notice>;
  return urging.data ? <Notice tone="ok">{urgedText(urging.data)}</Notice> : null;
}
