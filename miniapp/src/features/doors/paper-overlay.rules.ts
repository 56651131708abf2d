import type { Entry } from '@/shared/outbox';
import type { LocalDoor } from './door.rules';

type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>;
type SignEntry = EntryOf<'papers.sign'> | EntryOf<'papers.sign_own'>;

/** The door's papers with those of the sitting signed. What the pull already brought stands as it is. */
export function withSitting(
  door: LocalDoor,
  { kind, payload }: SignEntry,
  templates: Readonly<Record<string, string>>,
): LocalDoor {
  const { signer, signedAt } = payload;
  const method = kind === 'papers.sign' ? payload.method : 'wechat';
  let changed = false;
  const owed = door.papers.owed.map((paper) => {
    const isOfSigner = paper.residentId === null || paper.residentId === signer.residentId;
    const signed = payload.papers.find(({ versionId }) => templates[versionId] === paper.templateKey);
    if (!isOfSigner || !signed || paper.signatureId === signed.id || (paper.signedAt ?? 0) > signedAt) return paper;
    changed = true;
    return { ...paper, signed: true, signatureId: signed.id, signedAt, signerName: signer.name, method };
  });
  return changed ? { ...door, papers: { owed, declined: null, declinedAt: null } } : door;
}

export function withDecline(door: LocalDoor, { payload }: EntryOf<'papers.decline'>): LocalDoor {
  const { reason, declinedAt } = payload;
  if ((door.papers.declinedAt ?? 0) >= declinedAt) return door;
  return { ...door, papers: { ...door.papers, declined: reason, declinedAt } };
}
