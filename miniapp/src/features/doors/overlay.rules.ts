import type { Schemas } from '@/shared/api';
import { whyNotCounted } from '@/shared/counting';
import { needsAttention, type Entry } from '@/shared/outbox';
import { stateByVisits, type LocalDoor, type Pending, type PulledDoor } from './door.rules';
import { withDecline, withSitting } from './paper-overlay.rules';

/** What the phone knows around the doors. */
export interface OverlayContext {
  person: { personId: string; name: string; trainedOn: string | null };
  grids: readonly Schemas['PulledGrid'][];
  groups: readonly Schemas['PulledGroup'][];
  plans: readonly Schemas['PlanBrief'][];
  /** What each version of a paper is a version of: `notice.resident` … */
  templates: Readonly<Record<string, string>>;
}

type Doors = Map<string, LocalDoor>;
type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>;
type Resident = PulledDoor['residents'][number];

const VISITS_KEPT = 5;
const SEVERITY: readonly Pending[] = ['none', 'sent', 'waiting', 'attention'];

function pendingOf(entry: Entry): Pending {
  if (needsAttention(entry)) return 'attention';
  return entry.state === 'sent' ? 'sent' : 'waiting';
}

function maskPhone(phone: string): string {
  return phone.length < 7 ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

function residentsFrom(residents: readonly Schemas['ResidentInput'][], before: readonly Resident[]): Resident[] {
  return residents.map(({ id, name, relation, birthMonth = null, phone, tags = [] }) => {
    const known = before.find((resident) => resident.id === id);
    return {
      id,
      name,
      relation,
      birthMonth,
      tags,
      phoneMasked: phone ? maskPhone(phone) : (known?.phoneMasked ?? null),
    };
  });
}

function tagsOf(residents: readonly Resident[]): PulledDoor['tags'] {
  return [...new Set(residents.flatMap(({ tags }) => tags))];
}

function groupNameOf(groupId: number | null, { groups }: OverlayContext): string | null {
  return groups.find(({ id }) => id === groupId)?.name ?? null;
}

// ---- Visits

type LoggedEntry = EntryOf<'visit.log'> | EntryOf<'visit.enter_paper'>;
type LoggedVisit = LoggedEntry['payload'] & { id: string };

/** Whom a line of a paper register names; the person themselves otherwise. */
function visitorOf(visit: LoggedVisit, door: PulledDoor, { person }: OverlayContext) {
  const id = 'visitorId' in visit ? visit.visitorId : undefined;
  if (id === undefined || id === person.personId) return person;
  const name = door.assignedTo.find(({ personId }) => personId === id)?.name ?? '';
  // Whether somebody else was trained is not on this phone.
  return { name, trainedOn: undefined };
}

function progressAfter(door: PulledDoor, visit: LoggedVisit, context: OverlayContext): PulledDoor['progress'] {
  const { trainedOn } = visitorOf(visit, door, context);
  if (trainedOn === undefined) return door.progress;
  return door.progress.map((progress) => {
    const plan = context.plans.find(({ id }) => id === progress.planId);
    if (!plan || progress.state === 'covered' || progress.state === 'excluded') return progress;
    const why = whyNotCounted(visit, plan, trainedOn);
    if (why === null) return { ...progress, state: 'covered' as const, why };
    return { ...progress, state: visit.outcome === 'met' ? ('not_counting' as const) : visit.outcome, why };
  });
}

/** Newest first; a page of paper may be older than what is known already. */
function byTime(visits: readonly PulledDoor['visits'][number][]): PulledDoor['visits'] {
  return [...visits].sort((a, b) => b.happenedAt - a.happenedAt);
}

function withVisit(door: LocalDoor, visit: LoggedVisit, context: OverlayContext): LocalDoor {
  // The pull already brought it, with the server's own verdict.
  if (door.visits.some(({ id }) => id === visit.id)) return door;
  const progress = progressAfter(door, visit, context);
  const isLatest = door.visits.every(({ happenedAt }) => happenedAt <= visit.startedAt);
  const brief = {
    id: visit.id,
    happenedAt: visit.startedAt,
    outcome: visit.outcome,
    visitorName: visitorOf(visit, door, context).name,
    faceToFace: visit.faceToFace ?? false,
    version: 1,
    ...('pagePhotoId' in visit
      ? { source: 'paper' as const, enteredByName: context.person.name }
      : { source: 'phone' as const, enteredByName: null }),
  };
  return {
    ...door,
    progress,
    visits: byTime([brief, ...door.visits]).slice(0, VISITS_KEPT),
    attempts: door.attempts + 1,
    nextAttemptOn: isLatest ? (visit.outcome === 'met' ? null : (visit.nextAttemptOn ?? null)) : door.nextAttemptOn,
  };
}

/** A visit as it stands after the corrections that are still on this phone; `null`: withdrawn. */
function asCorrected(entry: LoggedEntry, entries: readonly Entry[]): LoggedVisit | null {
  let visit: LoggedVisit = { ...entry.payload, id: entry.id };
  for (const later of entries) {
    if (needsAttention(later)) continue;
    if (later.kind === 'visit.void' && later.payload.visitId === entry.id) return null;
    if (later.kind === 'visit.correct' && later.payload.visitId === entry.id)
      visit = { ...visit, ...later.payload.changes };
  }
  return visit;
}

function withCorrection(door: LocalDoor, { payload }: EntryOf<'visit.correct'>): LocalDoor {
  const visits = door.visits.map((visit) => {
    if (visit.id !== payload.visitId) return visit;
    const { outcome = visit.outcome, faceToFace = visit.faceToFace } = payload.changes;
    return { ...visit, outcome, faceToFace };
  });
  return { ...door, visits };
}

// ---- Doors

function registeredDoor({ id, payload }: EntryOf<'door.register'>, context: OverlayContext): LocalDoor {
  const { kind, name, code = '', address, gridId, groupId = null, childrenUnder14 = 0, location } = payload;
  const residents = residentsFrom(payload.residents, []);
  const { personId, name: personName } = context.person;
  const progress = context.plans.flatMap((plan) =>
    plan.round
      ? [
          {
            planId: plan.id,
            planName: plan.name,
            round: plan.round.number,
            state: 'newly_registered',
            why: 'never_visited',
          } as const,
        ]
      : [],
  );
  return {
    id,
    kind,
    code,
    name,
    address,
    gridId,
    gridName: context.grids.find((grid) => grid.id === gridId)?.name ?? '',
    groupId,
    groupName: groupNameOf(groupId, context),
    status: 'active',
    exclusion: null,
    version: 1,
    assignedTo: [{ personId, name: personName }],
    mine: true,
    registeredAtDoor: true,
    tags: tagsOf(residents),
    childrenUnder14,
    geo: location ? { latitude: location.latitude, longitude: location.longitude } : null,
    residents,
    visits: [],
    attempts: 0,
    nextAttemptOn: null,
    progress,
    links: [],
    // What it owes, the plans on the server tell.
    papers: { owed: [], declined: null, declinedAt: null },
    pending: 'none',
  };
}

function withUpdate(door: LocalDoor, { payload }: EntryOf<'door.update'>, context: OverlayContext): LocalDoor {
  const { groupId = door.groupId, ...changes } = payload.changes;
  return {
    ...door,
    ...changes,
    groupId,
    groupName: groupNameOf(groupId, context) ?? (groupId ? door.groupName : null),
  };
}

function withResidents(door: LocalDoor, { payload }: EntryOf<'door.residents'>): LocalDoor {
  const residents = residentsFrom(payload.residents, door.residents);
  return { ...door, residents, tags: tagsOf(residents) };
}

function withMove(door: LocalDoor, { payload }: EntryOf<'door.move'>, context: OverlayContext): LocalDoor {
  const { gridId, groupId = null } = payload;
  const gridName = context.grids.find((grid) => grid.id === gridId)?.name ?? '';
  return { ...door, gridId, gridName, groupId, groupName: groupNameOf(groupId, context) };
}

/** Only the server knows how it stands in a plan again; until then the last visit tells. */
function withReturn(door: LocalDoor): LocalDoor {
  const state = stateByVisits(door);
  const progress = door.progress.map((standing) =>
    standing.state === 'excluded' ? { ...standing, state, why: state === 'never' ? 'never_visited' : null } : standing,
  );
  return { ...door, status: 'active', exclusion: null, progress };
}

function withClaim(door: LocalDoor, isMine: boolean, { person: { personId, name } }: OverlayContext): LocalDoor {
  const others = door.assignedTo.filter((assigned) => assigned.personId !== personId);
  return { ...door, mine: isMine, assignedTo: isMine ? [...others, { personId, name }] : others };
}

// ---- All together

function doorIdOf(entry: Entry, doors: Doors, entries: readonly Entry[]): string | undefined {
  if (entry.kind === 'door.register') return entry.id;
  if (entry.kind === 'relay.sign' || entry.kind === 'relay.push') return undefined;
  if (entry.kind !== 'visit.correct' && entry.kind !== 'visit.void') return entry.payload.doorId;
  const { visitId } = entry.payload;
  const logged = entries.find((candidate) => candidate.id === visitId);
  if (logged?.kind === 'visit.log' || logged?.kind === 'visit.enter_paper') return logged.payload.doorId;
  for (const door of doors.values()) if (door.visits.some(({ id }) => id === visitId)) return door.id;
  return undefined;
}

function applied(door: LocalDoor, entry: Entry, entries: readonly Entry[], context: OverlayContext): LocalDoor {
  switch (entry.kind) {
    case 'visit.log':
    case 'visit.enter_paper': {
      const visit = asCorrected(entry, entries);
      return visit ? withVisit(door, visit, context) : door;
    }
    case 'visit.correct':
      return withCorrection(door, entry);
    case 'visit.void':
      return { ...door, visits: door.visits.filter(({ id }) => id !== entry.payload.visitId) };
    case 'papers.sign':
    case 'papers.sign_own':
      return withSitting(door, entry, context.templates);
    case 'papers.decline':
      return withDecline(door, entry);
    case 'door.register':
    case 'relay.sign':
    case 'relay.push':
      return door;
    case 'door.update':
      return withUpdate(door, entry, context);
    case 'door.residents':
      return withResidents(door, entry);
    case 'door.move':
      return withMove(door, entry, context);
    case 'door.exclude':
      return { ...door, exclusion: { kind: entry.payload.exclusion, state: 'requested' } };
    case 'door.return':
      return withReturn(door);
    case 'door.claim':
    case 'door.release':
      return withClaim(door, entry.kind === 'door.claim', context);
  }
}

/** The pulled doors with the person's own work on top, so that they see at once, and after a restart, what they did. */
export function overlay(
  pulled: ReadonlyMap<string, LocalDoor>,
  entries: readonly Entry[],
  context: OverlayContext,
): ReadonlyMap<string, LocalDoor> {
  if (entries.length === 0) return pulled;
  const doors: Doors = new Map(pulled);
  for (const entry of entries) {
    const doorId = doorIdOf(entry, doors, entries);
    if (doorId === undefined) continue;
    if (entry.kind === 'door.register' && !doors.has(doorId)) doors.set(doorId, registeredDoor(entry, context));
    const door = doors.get(doorId);
    if (!door) continue;
    const changed = needsAttention(entry) ? door : applied(door, entry, entries, context);
    const pending = pendingOf(entry);
    const isWorse = SEVERITY.indexOf(pending) > SEVERITY.indexOf(door.pending);
    doors.set(doorId, { ...changed, pending: isWorse ? pending : door.pending });
  }
  return doors;
}
