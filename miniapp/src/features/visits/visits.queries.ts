import { useQuery } from '@tanstack/react-query';
import { call, type Schemas } from '@/shared/api';
import { useOutbox, type Entry } from '@/shared/outbox';
import { useSession } from '@/shared/session';

type Visit = Schemas['VisitWithHistory'];

const NOT_FILLED_IN = {
  companions: [],
  presentResidentIds: [],
  presentOthers: 0,
  faceToFace: false,
  topics: [],
  materials: [],
  app: null,
  groupJoined: null,
  questions: null,
  note: null,
  callBack: null,
  awayContact: null,
  nextAttemptOn: null,
  photoIds: [],
  location: null,
};

/** A visit that is still only on this phone, in the form in which the server will show it. */
type VisitEntry = Extract<Entry, { kind: 'visit.log' | 'visit.enter_paper' }>;

function visitFromEntry(entry: VisitEntry, visitorName: string): Visit {
  const { id, createdAt, payload } = entry;
  const facts = { id, visitorName, receivedAt: createdAt, version: 1, voided: false };
  const source =
    entry.kind === 'visit.log'
      ? ({ source: 'phone', enteredByName: null } as const)
      : ({ source: 'paper', enteredByName: visitorName, photoIds: [entry.payload.pagePhotoId] } as const);
  const endedAt = payload.endedAt ?? payload.startedAt;
  return { ...NOT_FILLED_IN, ...payload, endedAt, ...facts, ...source, verdicts: [], history: [] } as Visit;
}

/** A visit as the server has it; until it is there, as this phone has it. */
export function useVisit(id: string) {
  const own = useOutbox(({ entries }) => entries.find((candidate) => candidate.id === id));
  const visitorName = useSession((session) => session.me?.name ?? '');
  const isVisit = own?.kind === 'visit.log' || own?.kind === 'visit.enter_paper';
  const isOnlyHere = isVisit && own.state === 'waiting';
  return useQuery({
    queryKey: ['visit', id, isOnlyHere],
    queryFn: ({ signal }) =>
      isOnlyHere ? visitFromEntry(own, visitorName) : call('get', '/visits/{id}', { path: { id } }, { signal }),
    enabled: id !== '',
  });
}
