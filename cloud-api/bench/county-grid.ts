import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { businessDate, dayMs } from '../src/common/clock/index.js';
import { Database, type Row } from '../src/common/database/index.js';
import { CountDifferences, CoverageRepository, progressOf } from '../src/modules/coverage/index.js';
import type { DoorFacts } from '../src/modules/doors/index.js';
import { DoorKind, type JudgingPlan, ResidentTag, type VisitOutcome } from '../src/modules/plans/index.js';
import type { RegionRecord } from '../src/modules/regions/index.js';
import type { VisitFacts } from '../src/modules/visits/index.js';

export interface GridOrder {
  grid: RegionRecord;
  /** Its place among all grids, by which its doors differ from theirs. */
  number: number;
  visitorId: string;
  plan: JudgingPlan;
  doors: number;
  visits: number;
  now: number;
}

interface BuiltDoor {
  facts: DoorFacts;
  visits: VisitFacts[];
}

const tags = Object.values(ResidentTag);
const unsuccessful: readonly VisitOutcome[] = ['nobody', 'refused', 'away'];
const outcomes: readonly VisitOutcome[] = ['nobody', 'met', 'away', 'met', 'refused', 'met'];
const kinds: readonly DoorKind[] = [DoorKind.IndividualBusiness, DoorKind.Enterprise, DoorKind.Class];
const topics = '["fake_rebate","fake_police"]';

/** Writes one grid as one transaction. */
export async function fillGrid(app: INestApplicationContext, order: GridOrder): Promise<void> {
  const coverage = app.get(CoverageRepository);
  const doors = Array.from({ length: order.doors }, (_, index) => buildDoor(order, index));
  const progress = doors.flatMap(({ facts, visits }) => progressOf(facts, visits, order.plan));
  const differences = new CountDifferences();
  for (const row of progress) differences.replace(undefined, row);
  await app.get(Database).transaction(async (transaction) => {
    await transaction.insert(
      'doors',
      doors.map(({ facts }, index) => doorRow(facts, index, order)),
    );
    await transaction.insert(
      'residents',
      doors.flatMap(({ facts }) =>
        facts.residents.map((resident, position) => residentRow(facts.id, resident, position)),
      ),
    );
    await transaction.insert(
      'visits',
      doors.flatMap(({ visits }) => visits.map((visit) => visitRow(visit, order))),
    );
    await coverage.saveProgress(transaction, progress);
    await coverage.addToCounters(transaction, differences.changed());
  });
}

/** One door of ten is no household, one of nine was found at the door, one of forty is excluded. */
function buildDoor(order: GridOrder, index: number): BuiltDoor {
  const { grid } = order;
  const place = order.number + index;
  const id = uuid7();
  const residents = [0, 1].map((offset) => ({ id: uuid7(), tags: [tags[(place * 2 + offset * 5) % tags.length]!] }));
  const facts: DoorFacts = {
    id,
    kind: place % 10 === 0 ? kinds[(place / 10) % kinds.length]! : DoorKind.Household,
    leafId: grid.id,
    path: grid.path,
    registeredAtDoor: place % 9 === 0,
    exclusion: place % 40 === 7 ? 'vacant' : null,
    residents,
  };
  const count = shareOfDoor(order, index);
  return { facts, visits: Array.from({ length: count }, (_, visit) => buildVisit(facts, order, visit, count, place)) };
}

function shareOfDoor({ visits, doors }: GridOrder, index: number): number {
  return Math.floor(((index + 1) * visits) / doors) - Math.floor((index * visits) / doors);
}

/** Oldest first, over the last fifty days. At one door of six nobody is ever met, at one of seventeen nothing is taught. */
function buildVisit(door: DoorFacts, { now }: GridOrder, visit: number, count: number, place: number): VisitFacts {
  const startedAt = now - Math.round(((count - visit) / (count + 1)) * 50 * dayMs);
  const outcome = place % 6 === 0 ? unsuccessful[(place / 6) % 3]! : outcomes[(place + visit) % outcomes.length]!;
  const isMet = outcome === 'met';
  const faceToFace = isMet && place % 17 !== 3;
  return {
    id: uuid7(),
    doorId: door.id,
    startedAt,
    date: businessDate(startedAt),
    outcome,
    faceToFace,
    topics: faceToFace ? 2 : 0,
    presentResidentIds: isMet ? [door.residents[visit % 2]!.id] : [],
    presentOthers: 0,
    nextAttemptOn: null,
    visitorTrained: true,
  };
}

function doorRow(door: DoorFacts, index: number, { grid, now }: GridOrder): Row {
  return {
    id: door.id,
    kind: door.kind,
    code: `${index + 1}`,
    name: `第${index + 1}户`,
    address: `${grid.name}${index + 1}号`,
    grid_id: door.leafId,
    registered_at_door: door.registeredAtDoor ? 1 : 0,
    exclusion_kind: door.exclusion,
    exclusion_state: door.exclusion && 'approved',
    leaf_version: 0,
    created_at: now,
  };
}

function residentRow(doorId: string, resident: DoorFacts['residents'][number], position: number): Row {
  return {
    id: resident.id,
    door_id: doorId,
    position,
    name: `住户${position + 1}`,
    relation: position === 0 ? 'head' : 'spouse',
    birth_month: '1970-01',
    tags: JSON.stringify(resident.tags),
  };
}

function visitRow(visit: VisitFacts, { grid, visitorId }: GridOrder): Row {
  const endedAt = visit.startedAt + 600_000;
  return {
    id: visit.id,
    door_id: visit.doorId,
    grid_id: grid.id,
    visitor_id: visitorId,
    started_at: visit.startedAt,
    ended_at: endedAt,
    received_at: endedAt,
    outcome: visit.outcome,
    face_to_face: visit.faceToFace ? 1 : 0,
    topics: visit.topics > 0 ? topics : '[]',
    present_resident_ids: JSON.stringify(visit.presentResidentIds),
    companions: '[]',
    materials: '[]',
    photo_ids: '[]',
  };
}
