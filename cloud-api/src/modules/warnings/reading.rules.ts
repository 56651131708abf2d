import type { Reading } from './warning-records.js';

/** What a reader did that was not known yet. */
export type ReadingStep = 'opened' | 'played' | 'helpful' | 'not_helpful';

/**
 * The reading after somebody opened the warning, perhaps listened, perhaps found it helpful or took that back; and what of
 * it is new. Whoever read only a version before the one of `publishedAt` opens this one anew.
 */
export function readingAfter(
  before: Reading | undefined,
  { played, helpful }: { played?: boolean; helpful?: boolean },
  publishedAt: number,
  now: number,
): { reading: Reading; told: ReadingStep[] } {
  const told: ReadingStep[] = [];
  const reading: Reading = before ? { ...before } : { openedAt: now, playedAt: null, helpfulAt: null };
  if (!before || before.openedAt < publishedAt) {
    reading.openedAt = now;
    told.push('opened');
  }
  if (played === true && reading.playedAt === null) {
    reading.playedAt = now;
    told.push('played');
  }
  if (helpful !== undefined && helpful !== (reading.helpfulAt !== null)) {
    reading.helpfulAt = helpful ? now : null;
    told.push(helpful ? 'helpful' : 'not_helpful');
  }
  return { reading, told };
}
