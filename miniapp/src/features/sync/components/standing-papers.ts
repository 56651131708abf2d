import { useQuery } from '@tanstack/react-query';
import { call, type Schemas } from '@/shared/api';
import type { Entry } from '@/shared/outbox';
import { usePapers } from '@/shared/papers';
import { isSitting, type StandingPaper } from './keep-mine';

/** Of a door's signatures those in force by this signer, of the papers of this sitting. */
export function standingOf(
  entry: Entry,
  signatures: readonly Schemas['SignatureBrief'][],
  templates: Readonly<Record<string, string>>,
): StandingPaper[] {
  if (!isSitting(entry)) return [];
  const name = entry.payload.signer.name;
  return entry.payload.papers.flatMap(({ versionId }) => {
    const signature = signatures.find(
      ({ state, signerName, templateKey }) =>
        state === 'in_force' && signerName === name && templateKey === templates[versionId],
    );
    return signature ? [{ signatureId: signature.id, versionId }] : [];
  });
}

/** The signatures that stand in the way of a sitting; asked for only when there are some. */
export function useStandingPapers(entry: Entry): StandingPaper[] | undefined {
  const templates = usePapers((papers) => papers.kept?.templates);
  const isOwn = entry.kind === 'papers.sign_own';
  const doorId = isSitting(entry) ? (entry.payload.doorId ?? '') : '';
  const { data } = useQuery({
    queryKey: ['standing-papers', isOwn, doorId],
    queryFn: async ({ signal }) =>
      isOwn
        ? (await call('get', '/me/papers', {}, { signal })).signed
        : (await call('get', '/doors/{id}/signatures', { path: { id: doorId } }, { signal })).items,
    enabled: doorId !== '' && entry.answer?.reason === 'already_signed',
  });
  return data && templates && standingOf(entry, data, templates);
}
