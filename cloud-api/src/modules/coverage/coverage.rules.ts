import type { DoorFacts } from '../doors/index.js';
import { type CountingRequirement, everyone, type PlanDocument, type PlanRound } from '../plans/index.js';
import {
  type DeclineReason,
  type DoorPaperFacts,
  owedPapers,
  type PaperStanding,
  paperStanding,
} from '../signatures/index.js';
import { isInRound, NotCounting, type VisitFacts, whyNotCounting } from '../visits/index.js';

/** Where a door stands in a round. All but `covered` and `excluded` are reasons why it is open. */
export const ProgressState = {
  Covered: 'covered',
  Never: 'never',
  Nobody: 'nobody',
  Refused: 'refused',
  Away: 'away',
  NotCounting: 'not_counting',
  NewlyRegistered: 'newly_registered',
  Excluded: 'excluded',
} as const;
export type ProgressState = (typeof ProgressState)[keyof typeof ProgressState];

/** In words of the door: `nobody_home`, `not_face_to_face`, `excluded_vacant` … Null when it is covered. */
export type Why = NotCounting | 'never_visited' | 'nobody_home' | 'refused' | 'away' | `excluded_${string}`;

/** An audience as it stands behind one door: how many persons of it live there, how many were taught. */
export interface AudienceShare {
  key: string;
  persons: number;
  personsCovered: number;
}

export interface DoorProgress {
  doorId: string;
  planId: string;
  round: number;
  leafId: number;
  state: ProgressState;
  why: string | null;
  attempts: number;
  coveredAt: number | null;
  lastVisitAt: number | null;
  nextAttemptOn: string | null;
  audiences: AudienceShare[];
  /** Whether all 告知书, all 承诺书 that it owes are signed; null when it owes none. */
  noticeSigned: boolean | null;
  pledgeSigned: boolean | null;
  /** Why something is missing, where somebody said so. */
  unsignedWhy: DeclineReason | null;
}

/** The one rule: what a door's facts, all its visits and all its papers make of it, for every round of the plan. */
export function progressOf(
  door: DoorFacts,
  visits: readonly VisitFacts[],
  papers: DoorPaperFacts,
  plan: { id: string; document: PlanDocument },
): DoorProgress[] {
  const { counting, rounds } = plan.document;
  if (!(counting.doorKinds as string[]).includes(door.kind)) return [];
  return rounds.map((round) => progressInRound(door, visits, papers, plan, round));
}

function progressInRound(
  door: DoorFacts,
  visits: readonly VisitFacts[],
  papers: DoorPaperFacts,
  plan: { id: string; document: PlanDocument },
  round: PlanRound,
): DoorProgress {
  const inRound = visits.filter((visit) => isInRound(visit.date, round));
  const { requires } = plan.document.counting;
  const counting = inRound.filter((visit) => whyNotCounting(visit, requires, round) === null);
  const last = inRound.at(-1);
  const { noticeSigned, pledgeSigned, why: unsignedWhy } = papersInRound(door, papers, plan.document, round);
  return {
    doorId: door.id,
    planId: plan.id,
    round: round.number,
    leafId: door.leafId,
    ...standing(door, counting, last, requires, round),
    attempts: inRound.length,
    coveredAt: counting[0]?.startedAt ?? null,
    lastVisitAt: last?.startedAt ?? null,
    nextAttemptOn: counting.length > 0 ? null : (last?.nextAttemptOn ?? null),
    audiences: audienceShares(door, counting, plan.document),
    noticeSigned,
    pledgeSigned,
    unsignedWhy,
  };
}

/** An excluded door owes nothing. */
function papersInRound(
  door: DoorFacts,
  facts: DoorPaperFacts,
  { papers }: PlanDocument,
  round: PlanRound,
): PaperStanding {
  const owed = door.exclusion === null ? owedPapers(door, papers, round.from) : [];
  return paperStanding(owed, facts, round);
}

const stateOfOutcome = {
  nobody: { state: ProgressState.Nobody, why: 'nobody_home' },
  refused: { state: ProgressState.Refused, why: 'refused' },
  away: { state: ProgressState.Away, why: 'away' },
} as const;

function standing(
  door: DoorFacts,
  counting: readonly VisitFacts[],
  last: VisitFacts | undefined,
  requires: readonly CountingRequirement[],
  round: PlanRound,
): { state: ProgressState; why: string | null } {
  if (door.exclusion !== null) return { state: ProgressState.Excluded, why: `excluded_${door.exclusion}` };
  if (counting.length > 0) return { state: ProgressState.Covered, why: null };
  if (!last)
    return { state: door.registeredAtDoor ? ProgressState.NewlyRegistered : ProgressState.Never, why: 'never_visited' };
  const why = whyNotCounting(last, requires, round)!;
  return why in stateOfOutcome
    ? stateOfOutcome[why as keyof typeof stateOfOutcome]
    : { state: ProgressState.NotCounting, why };
}

function audienceShares(
  door: DoorFacts,
  counting: readonly VisitFacts[],
  { audiences }: PlanDocument,
): AudienceShare[] {
  const taught = new Set(counting.flatMap((visit) => visit.presentResidentIds));
  const shares: AudienceShare[] = [{ key: everyone.key, persons: 0, personsCovered: 0 }];
  for (const { key, match } of audiences) {
    if ('doorKind' in match) {
      if (match.doorKind === door.kind) shares.push({ key, persons: 0, personsCovered: 0 });
      continue;
    }
    const persons = door.residents.filter(({ tags }) => tags.includes(match.tag));
    if (persons.length === 0) continue;
    shares.push({ key, persons: persons.length, personsCovered: persons.filter(({ id }) => taught.has(id)).length });
  }
  return shares;
}

/** The columns of a counter row, in the order they are stored. */
export const countColumns = [
  'total',
  'covered',
  'never',
  'nobody',
  'refused',
  'away',
  'not_counting',
  'newly_registered',
  'excluded_vacant',
  'excluded_deregistered',
  'excluded_separated',
  'persons_total',
  'persons_covered',
  'papers_owed',
  'notice_signed',
  'pledge_signed',
  'both_signed',
  'unsigned_refused',
  'unsigned_away',
  'unsigned_no_phone',
] as const;
export type CountColumn = (typeof countColumns)[number];
export type Counts = Record<CountColumn, number>;

export function noCounts(): Counts {
  return Object.fromEntries(countColumns.map((column) => [column, 0])) as Counts;
}

export function sumOf(parts: Iterable<Counts>): Counts {
  const sum = noCounts();
  for (const part of parts) for (const column of countColumns) sum[column] += part[column];
  return sum;
}

/** Differences to add to counter rows, by `plan round audience leaf`. */
export class CountDifferences {
  private readonly rows = new Map<
    string,
    { planId: string; round: number; audience: string; leafId: number; counts: Counts }
  >();

  /** Takes out what the door counted for and puts in what it counts for now; a move takes from one leaf and gives to another. */
  replace(before: DoorProgress | undefined, after: DoorProgress | undefined): void {
    if (before) this.add(before, -1);
    if (after) this.add(after, 1);
  }

  /** Rows that change something, in one order for all transactions. */
  changed() {
    return [...this.rows.entries()]
      .filter(([, { counts }]) => countColumns.some((column) => counts[column] !== 0))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row);
  }

  private add(progress: DoorProgress, sign: 1 | -1): void {
    const paperColumns = paperColumnsOf(progress);
    for (const share of progress.audiences) {
      const counts = this.countsOf(progress, share.key);
      counts[columnOf(progress)] += sign;
      if (progress.state === ProgressState.Excluded) continue;
      for (const column of paperColumns) counts[column] += sign;
      counts.total += sign;
      counts.persons_total += sign * share.persons;
      counts.persons_covered += sign * share.personsCovered;
    }
  }

  private countsOf({ planId, round, leafId }: DoorProgress, audience: string): Counts {
    const key = `${planId} ${round} ${audience} ${leafId}`;
    const row = this.rows.get(key) ?? { planId, round, audience, leafId, counts: noCounts() };
    this.rows.set(key, row);
    return row.counts;
  }
}

function columnOf({ state, why }: DoorProgress): CountColumn {
  return (state === ProgressState.Excluded ? why : state) as CountColumn;
}

/** A reason that has no column, and none at all, are what remains of the doors that owe papers. */
const columnOfReason: Partial<Record<DeclineReason, CountColumn>> = {
  refused: 'unsigned_refused',
  away: 'unsigned_away',
  no_phone: 'unsigned_no_phone',
};

/** What a door counts for with its papers; one that owes none counts for nothing. */
function paperColumnsOf({ noticeSigned, pledgeSigned, unsignedWhy }: DoorProgress): CountColumn[] {
  if (noticeSigned === null && pledgeSigned === null) return [];
  const columns: CountColumn[] = ['papers_owed'];
  if (noticeSigned) columns.push('notice_signed');
  if (pledgeSigned) columns.push('pledge_signed');
  if (noticeSigned !== false && pledgeSigned !== false) columns.push('both_signed');
  const reason = unsignedWhy === null ? undefined : columnOfReason[unsignedWhy];
  return reason === undefined ? columns : [...columns, reason];
}

/** `all returnee:2:1`, short enough for a column and plain enough to read in a query. */
export function encodeShares(shares: readonly AudienceShare[]): string {
  return shares
    .map(({ key, persons, personsCovered }) => (persons === 0 ? key : `${key}:${persons}:${personsCovered}`))
    .join(' ');
}

export function decodeShares(text: string): AudienceShare[] {
  return text.split(' ').map((share) => {
    const [key, persons = '0', personsCovered = '0'] = share.split(':');
    return { key: key!, persons: Number(persons), personsCovered: Number(personsCovered) };
  });
}
