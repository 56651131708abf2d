import type { Schemas } from '@/shared/api';
import { newId } from '@/shared/ids';
import type { Entry } from '@/shared/outbox';

/**
 * The payload that puts mine over theirs: the same wish, on top of the version that the server holds now.
 * null while that version is not known, or when repeating the wish would not help.
 */
export function keptPayload(
  entry: Entry,
  door: Pick<Schemas['DoorView'], 'version'> | undefined,
  visit: Pick<Schemas['VisitDetail'], 'version'> | undefined,
  standing?: readonly StandingPaper[],
): Entry['payload'] | null {
  const { payload } = entry;
  if (isSitting(entry)) return keptSitting(entry, standing);
  if (!('baseVersion' in payload)) return entry.answer?.reason === 'door_exists' ? null : payload;
  const current = 'visitId' in payload ? visit : door;
  return current ? { ...payload, baseVersion: current.version } : null;
}

type Sitting = Extract<Entry, { kind: 'papers.sign' | 'papers.sign_own' }>;

/** A signature in force, and the version of the paper of mine that says the same. */
export interface StandingPaper {
  signatureId: string;
  versionId: string;
}

export function isSitting(entry: Entry): entry is Sitting {
  return entry.kind === 'papers.sign' || entry.kind === 'papers.sign_own';
}

/** The same papers under new ids, in the place of those that stand in their way. */
function keptSitting(entry: Sitting, standing: readonly StandingPaper[] | undefined): Entry['payload'] | null {
  if (entry.answer?.reason === 'already_signed' && !standing?.length) return null;
  const papers = entry.payload.papers.map((paper) => {
    const replaces = standing?.find(({ versionId }) => versionId === paper.versionId)?.signatureId ?? paper.replaces;
    return { ...paper, id: newId(), ...(replaces && { replaces }) };
  });
  return { ...entry.payload, papers };
}
