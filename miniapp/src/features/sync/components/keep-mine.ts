import type { Schemas } from '@/shared/api';
import type { Entry } from '@/shared/outbox';

/**
 * The payload that puts mine over theirs: the same wish, on top of the version that the server holds now.
 * null while that version is not known, or when repeating the wish would not help.
 */
export function keptPayload(
  entry: Entry,
  door: Pick<Schemas['DoorView'], 'version'> | undefined,
  visit: Pick<Schemas['VisitDetail'], 'version'> | undefined,
): Entry['payload'] | null {
  const { payload } = entry;
  if (!('baseVersion' in payload)) return entry.answer?.reason === 'door_exists' ? null : payload;
  const current = 'visitId' in payload ? visit : door;
  return current ? { ...payload, baseVersion: current.version } : null;
}
