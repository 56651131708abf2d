import { dayMs } from '../../common/clock/index.js';

/** What was published longer ago is read, and no longer asked for. */
export const askedForMs = 30 * dayMs;

/** Before the ids of all versions published since the moment: they begin with its milliseconds. */
export function firstVersionId(since: number): string {
  const milliseconds = Math.max(since, 0).toString(16).padStart(12, '0');
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}`;
}
