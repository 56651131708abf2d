import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/index.js';
import { businessDate } from '../../common/clock/index.js';
import { Database, type Queryable } from '../../common/database/index.js';
import { EventLog } from '../../common/events/index.js';
import { Problem } from '../../common/problem/index.js';
import { DoorsService } from '../doors/index.js';
import { PeopleService } from '../people/index.js';
import { type JudgingPlan, PlansService } from '../plans/index.js';
import type { VisitDetail, VisitWithHistory } from './dto/visit.dto.js';
import { toDetail, verdictsOf } from './visit.mapper.js';
import { type CountedVisitRow, type LatestVisit, type StoredVisit, VisitRepository } from './visit.repository.js';
import type { VisitFacts } from './visit.rules.js';

/** What others may know of visits. Phones write them through commands; nobody else does. */
@Injectable()
export class VisitsService {
  constructor(
    private readonly visits: VisitRepository,
    private readonly people: PeopleService,
    private readonly plans: PlansService,
    private readonly doors: DoorsService,
    private readonly database: Database,
    private readonly eventLog: EventLog,
  ) {}

  /** A door's visits, newest first, with what each plan says of them. */
  async ofDoor(actor: Actor, doorId: string): Promise<VisitDetail[]> {
    const door = await this.doors.requireReadable(actor, doorId);
    const visits = await this.visits.ofDoor(this.database, door.id);
    const facts = (await this.facts(this.database, [door.id])).get(door.id) ?? [];
    const plans = await this.plansOver(door.path);
    return visits.map((visit) =>
      toDetail(
        visit,
        verdictsOf(
          facts.find(({ id }) => id === visit.id),
          plans,
        ),
      ),
    );
  }

  /** One visit with all that was done to it; 404 when its door is out of reach. */
  async one(actor: Actor, id: string): Promise<VisitWithHistory> {
    const [visit] = await this.visits.byIds(this.database, [id]);
    if (!visit) throw Problem.notFound();
    const door = await this.doors.requireReadable(actor, visit.doorId);
    const facts = (await this.facts(this.database, [visit.doorId]))
      .get(visit.doorId)
      ?.find((candidate) => candidate.id === id);
    const history = await this.visits.history(id);
    return {
      ...toDetail(visit, verdictsOf(facts, await this.plansOver(door.path))),
      history: history.map(({ personal, at, ...entry }) => ({
        ...entry,
        at: Number(at),
        reason: this.reasonIn(personal),
      })),
    };
  }

  /** All visits to the doors that stand, by door and oldest first, with whether a trained visitor was there. */
  async facts(on: Queryable, doorIds: readonly string[]): Promise<Map<string, VisitFacts[]>> {
    const rows = await this.visits.counted(on, doorIds);
    const visitors = rows.map((row) => [row.visitorId, ...companionIds(row)]);
    const trainedOn = await this.people.firstTrainings(on, [...new Set(visitors.flat())]);
    const byDoor = new Map<string, VisitFacts[]>();
    rows.forEach((row, index) => {
      const facts = factsOf(row, visitors[index]!, trainedOn);
      const others = byDoor.get(row.doorId);
      if (others) others.push(facts);
      else byDoor.set(row.doorId, [facts]);
    });
    return byDoor;
  }

  latest(on: Queryable, doorIds: readonly string[], each: number): Promise<Map<string, LatestVisit[]>> {
    return this.visits.latest(on, doorIds, each);
  }

  /** The visits that began in the period (`until` excluded) and stand, oldest first. */
  between(on: Queryable, doorIds: readonly string[], from: number, until: number): Promise<StoredVisit[]> {
    return this.visits.between(on, doorIds, from, until);
  }

  doorsVisitedBy(personId: string, after: string, limit: number): Promise<string[]> {
    return this.visits.doorsVisitedBy(personId, after, limit);
  }

  /** The reason a correction gave; the command is gone once it was lawfully erased. */
  private reasonIn(personal: string | null): string | null {
    if (personal === null) return null;
    const command = JSON.parse(this.eventLog.openPersonal(personal)) as { payload: { reason?: string } };
    return command.payload.reason ?? null;
  }

  private async plansOver(path: string): Promise<JudgingPlan[]> {
    return (await this.plans.judging(this.database)).filter((plan) => path.startsWith(plan.regionPath));
  }
}

function companionIds(row: CountedVisitRow): string[] {
  if (row.companions === '[]') return [];
  const companions = JSON.parse(row.companions) as { personId?: string }[];
  return companions.flatMap(({ personId }) => (personId === undefined ? [] : [personId]));
}

function factsOf(row: CountedVisitRow, visitors: string[], trainedOn: Map<string, string>): VisitFacts {
  const startedAt = Number(row.startedAt);
  const date = businessDate(startedAt);
  return {
    id: row.id,
    doorId: row.doorId,
    startedAt,
    date,
    outcome: row.outcome,
    faceToFace: Number(row.faceToFace) === 1,
    topics: row.topics === '[]' ? 0 : (JSON.parse(row.topics) as string[]).length,
    presentResidentIds: row.presentResidentIds === '[]' ? [] : (JSON.parse(row.presentResidentIds) as string[]),
    presentOthers: Number(row.presentOthers),
    nextAttemptOn: row.nextAttemptOn,
    visitorTrained: visitors.some((id) => (trainedOn.get(id) ?? '9999') <= date),
  };
}
