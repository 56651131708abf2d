import { useQuery } from '@tanstack/react-query';
import { doorTitle, useDoorRecord, useDoorStore } from '@/features/doors';
import { useMyLetters, useMyPapers } from '@/features/papers';
import { useAnswer } from '@/shared/answers';
import { call, type Schemas } from '@/shared/api';
import { placeOf, usePapers, versionAt, type Place, type Version } from '@/shared/papers';
import type { OwedPaper, PossibleSigner } from './sitting.rules';

/** What a sitting is about, wherever it comes from. */
export interface SittingSource {
  /** 王木生 家; the 责任书's own title. */
  label: string;
  /** Signed on the signer's own phone. */
  own: boolean;
  doorId: string | null;
  scene?: string;
  signers: readonly PossibleSigner[];
  owed: readonly OwedPaper[];
  place: Place | undefined;
  letter: Schemas['MyLetter'] | null;
  version(templateKey: string): Version | undefined;
}

export interface SourceResult {
  source: SittingSource | null;
  loading: boolean;
  error: unknown;
  retry?: () => void;
}

function usePlaceOf(villageId: number | null | undefined) {
  const kept = usePapers((papers) => papers.kept);
  const place = placeOf(kept, villageId);
  return { place, version: (templateKey: string) => versionAt(kept, place, templateKey) };
}

/** A worker at a door: everything is on the phone. */
export function useDoorSource(doorId: string): SourceResult {
  const { door, loading, error } = useDoorRecord(doorId);
  const grids = useDoorStore((store) => store.grids);
  const { place, version } = usePlaceOf(grids.find(({ id }) => id === door?.gridId)?.villageId);
  if (!door) return { source: null, loading, error };
  const signers = door.residents.map(({ id, name, relation, birthMonth }) => ({
    residentId: id,
    name,
    relation,
    birthMonth,
  }));
  const label = doorTitle(door.kind, door.name);
  const source = { label, own: false, doorId: door.id, signers, owed: door.papers.owed, place, letter: null, version };
  return { source, loading: false, error: null };
}

/** A household on its own phone: by the code at its door, or as its residents. */
export function useHouseholdSource(doorId: string, scene: string | undefined): SourceResult {
  const mine = useMyPapers();
  const opened = useQuery({
    queryKey: ['opened-code', scene],
    queryFn: ({ signal }) => call('post', '/me/papers/open', { body: { scene: scene ?? '' } }, { signal }),
    enabled: scene !== undefined,
  });
  const own = mine.data?.value;
  const scanned = opened.data?.door ?? undefined;
  const isOwn = own?.doorId === doorId;
  const found =
    scanned ??
    (isOwn && own
      ? { doorId, label: own.doorLabel ?? '我家', villageId: own.villageId, signers: own.signers, owed: own.owed }
      : undefined);
  const { place, version } = usePlaceOf(found?.villageId);
  const asked = scene === undefined ? mine : opened;
  if (!found) return { source: null, loading: asked.isPending, error: asked.error, retry: () => void asked.refetch() };
  const { label, signers, owed } = found;
  return {
    source: { label, own: true, doorId, scene, signers, owed, place, letter: null, version },
    loading: false,
    error: null,
  };
}

/** A 责任书 that was sent to the person. */
export function useLetterSource(letterId: string, me: Schemas['Me'] | null): SourceResult {
  const letters = useMyLetters();
  const letter = letters.data?.value.items.find(({ id }) => id === letterId);
  const asked = useAnswer(
    ['document-version', letter?.versionId],
    (signal) => call('get', '/documents/versions/{id}', { path: { id: letter?.versionId ?? '' } }, { signal }),
    { enabled: letter !== undefined },
  );
  const version = asked.data?.value;
  const failed = letters.error ?? asked.error;
  const retry = () => void (letters.isError ? letters : asked).refetch();
  if (!letter && letters.data) return { source: null, loading: false, error: null };
  if (!letter || !version || !me) return { source: null, loading: failed === null, error: failed, retry };
  const signers = [{ residentId: '', name: me.name, relation: 'other' as const, self: true }];
  const source = {
    label: letter.title,
    own: true,
    doorId: null,
    signers,
    owed: [],
    place: undefined,
    letter,
    version: () => version,
  };
  return { source, loading: false, error: null };
}
