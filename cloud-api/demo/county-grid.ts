import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuid7 } from 'uuid';
import { Role } from '../src/common/auth/index.js';
import { addDays, businessDate, Clock, dayMs, startOfDate } from '../src/common/clock/index.js';
import { Cipher } from '../src/common/crypto/index.js';
import { Database, type Row } from '../src/common/database/index.js';
import { CountDifferences, CoverageRepository, progressOf } from '../src/modules/coverage/index.js';
import { type DoorFacts, DoorKeyWriter, doorKeys } from '../src/modules/doors/index.js';
import { DoorKind, type JudgingPlan, type VisitOutcome } from '../src/modules/plans/index.js';
import type { RegionRecord } from '../src/modules/regions/index.js';
import { noPaperFacts } from '../src/modules/signatures/index.js';
import type { VisitFacts } from '../src/modules/visits/index.js';
import type { Chance } from './chance.js';
import { doorRow, residentRow } from './door-book.js';
import type { DemoDoor, DoorInventor } from './households.js';
import type { DemoVillage } from './places.js';
import type { Roster } from './staff.js';

export interface GridOrder {
  village: DemoVillage;
  grid: RegionRecord;
  /** Its place among all grids, by which its doors differ from theirs. */
  number: number;
  doors: number;
  visits: number;
}

interface BuiltDoor {
  door: DemoDoor;
  facts: DoorFacts;
  visits: VisitFacts[];
  visitorId: string;
}

const unsuccessful: readonly VisitOutcome[] = ['nobody', 'refused', 'away'];
const outcomes: readonly VisitOutcome[] = ['nobody', 'met', 'away', 'met', 'refused', 'met'];
const topics = '["fake_rebate","fake_police"]';
const minuteMs = 60_000;
const visitMs = 10 * minuteMs;
const firstMinute = 9 * 60;
const minutesOfDay = 9 * 60;
const daysBeforeFirstVisit = 5;

/** Writes the doors of a county with their residents, visitors, visits, progress, counters and search keys. */
export class CountyGrids {
  private readonly cipher: Cipher;
  private readonly coverage: CoverageRepository;
  private readonly database: Database;
  private readonly keyWriter: DoorKeyWriter;
  private readonly now: number;

  constructor(
    app: INestApplicationContext,
    private readonly roster: Roster,
    private readonly plan: JudgingPlan,
    private readonly startedDaysAgo: number,
    private readonly inventor: DoorInventor,
    private readonly chance: Chance,
  ) {
    this.cipher = app.get(Cipher);
    this.coverage = app.get(CoverageRepository);
    this.database = app.get(Database);
    this.keyWriter = app.get(DoorKeyWriter);
    this.now = app.get(Clock).now();
  }

  /** One grid as one transaction. */
  async fill(order: GridOrder): Promise<void> {
    const built = this.inventor
      .doorsOf(order.village, order.grid, order.doors)
      .map((door, index) => this.build(order, door, index));
    const progress = built.flatMap(({ facts, visits }) => progressOf(facts, visits, noPaperFacts, this.plan));
    const differences = new CountDifferences();
    for (const row of progress) differences.replace(undefined, row);
    await this.database.transaction(async (transaction) => {
      await transaction.insert('doors', built.map(this.doorRow));
      await transaction.insert('residents', built.flatMap(this.residentRows));
      await transaction.insert('door_keys', built.flatMap(this.keyRows));
      await transaction.insert('door_assignments', built.map(this.assignmentRow));
      await transaction.insert('visits', built.flatMap(visitRows));
      await this.coverage.saveProgress(transaction, progress);
      await this.coverage.addToCounters(transaction, differences.changed());
    });
  }

  /** One door of thirty was found at the door, one of forty is excluded. */
  private build(order: GridOrder, door: DemoDoor, index: number): BuiltDoor {
    const place = order.number + index;
    const facts: DoorFacts = {
      id: door.id,
      kind: door.kind,
      leafId: door.grid.id,
      path: door.grid.path,
      registeredAtDoor: place % 30 === 4,
      exclusion: place % 40 === 7 ? 'vacant' : null,
      residents: door.residents.map(({ id, tags, birthMonth }) => ({ id, tags, birthMonth })),
    };
    const visitor =
      door.kind === DoorKind.Class
        ? this.roster.at(Role.Teacher, door.unit!)
        : this.roster.at(Role.GridWorker, door.grid);
    const count = shareOfDoor(order, index);
    const visits = Array.from({ length: count }, (_, visit) => this.visit(facts, visit, count, place));
    visits.sort((a, b) => a.startedAt - b.startedAt);
    return { door, facts, visits, visitorId: visitor.actor.personId };
  }

  /** At one door of six nobody is ever met, at one of seventeen nothing is taught. */
  private visit(door: DoorFacts, visit: number, count: number, place: number): VisitFacts {
    const startedAt = this.startOf(visit, count);
    const outcome = place % 6 === 0 ? unsuccessful[(place / 6) % 3]! : outcomes[(place + visit) % outcomes.length]!;
    const isMet = outcome === 'met';
    const faceToFace = isMet && place % 17 !== 3;
    const { residents } = door;
    return {
      id: uuid7({ msecs: startedAt }),
      doorId: door.id,
      startedAt,
      date: businessDate(startedAt),
      outcome,
      faceToFace,
      topics: faceToFace ? 2 : 0,
      presentResidentIds: isMet && residents.length > 0 ? [residents[visit % residents.length]!.id] : [],
      presentOthers: isMet && residents.length === 0 ? 12 : 0,
      nextAttemptOn: null,
      visitorTrained: true,
    };
  }

  /** By day, spread over the days since the plan started. */
  private startOf(visit: number, count: number): number {
    const days = this.startedDaysAgo - daysBeforeFirstVisit;
    const daysAgo = 1 + Math.floor(((count - visit - this.chance.next()) / count) * (days - 1));
    const date = addDays(businessDate(this.now), -daysAgo);
    return startOfDate(date) + (firstMinute + this.chance.whole(0, minutesOfDay)) * minuteMs;
  }

  private readonly doorRow = ({ door, facts }: BuiltDoor): Row => ({
    ...doorRow(door, 0, this.now - this.startedDaysAgo * dayMs),
    registered_at_door: facts.registeredAtDoor ? 1 : 0,
    exclusion_kind: facts.exclusion,
    exclusion_state: facts.exclusion && 'approved',
  });

  private readonly residentRows = ({ door }: BuiltDoor): Row[] =>
    door.residents.map((resident, position) => residentRow(door, resident, position, this.cipher));

  private readonly keyRows = ({ door }: BuiltDoor): Row[] => {
    const residents = door.residents.map(({ name, phone }) => ({
      name,
      phone: phone === null ? null : this.keyWriter.hashesOf(phone),
    }));
    return doorKeys(door, residents).map((key) => ({ grid_id: door.grid.id, search_key: key, door_id: door.id }));
  };

  private readonly assignmentRow = ({ door, visitorId }: BuiltDoor): Row => ({
    door_id: door.id,
    person_id: visitorId,
    claimed: 0,
    started_at: this.now - this.startedDaysAgo * dayMs,
    ended_at: null,
  });
}

function shareOfDoor({ visits, doors }: GridOrder, index: number): number {
  return Math.floor(((index + 1) * visits) / doors) - Math.floor((index * visits) / doors);
}

function visitRows({ door, visits, visitorId }: BuiltDoor): Row[] {
  return visits.map((visit) => ({
    id: visit.id,
    door_id: visit.doorId,
    grid_id: door.grid.id,
    visitor_id: visitorId,
    started_at: visit.startedAt,
    ended_at: visit.startedAt + visitMs,
    received_at: visit.startedAt + visitMs,
    outcome: visit.outcome,
    face_to_face: visit.faceToFace ? 1 : 0,
    topics: visit.topics > 0 ? topics : '[]',
    present_resident_ids: JSON.stringify(visit.presentResidentIds),
    present_others: visit.presentOthers,
    companions: '[]',
    materials: visit.outcome === 'met' ? '["leaflet"]' : '[]',
    photo_ids: '[]',
  }));
}
