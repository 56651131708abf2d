import { expect } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuid7 } from 'uuid';
import { Actor, Role } from '../../src/common/auth/index.js';
import { sha256Hex } from '../../src/common/crypto/index.js';
import { DoorsService } from '../../src/modules/doors/index.js';
import { PeopleService } from '../../src/modules/people/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import { Level, officialPlaces, RegionsService } from '../../src/modules/regions/index.js';
import { PushService } from '../../src/modules/sync/index.js';
import type { TestApp } from '../harness/app.js';

const day = 86_400_000;

/** One thing that happens to coverage. */
export type Step =
  | { kind: 'visit'; door: number; daysAgo: number; worker: number; fields: Record<string, unknown> }
  | { kind: 'correct'; visit: number; fields: Record<string, unknown> }
  | { kind: 'void'; visit: number }
  | { kind: 'register'; grid: number; doorKind: string; tags: string[][] }
  | { kind: 'retag'; door: number; tags: string[][] }
  | { kind: 'move'; door: number; grid: number }
  | { kind: 'exclude'; door: number; exclusion: string; approve: boolean }
  | { kind: 'train'; worker: number; daysAgo: number }
  | { kind: 'edit_plan'; requires: string[]; until: number }
  | { kind: 'merge' };

const tags = fc.array(fc.uniqueArray(fc.constantFrom('returnee', 'finance_staff', 'elderly'), { maxLength: 2 }), {
  maxLength: 3,
});
const fields = fc.record(
  {
    outcome: fc.constantFrom('met', 'met', 'met', 'nobody', 'refused', 'away'),
    faceToFace: fc.boolean(),
    topics: fc.constantFrom([], ['fake_loan'], ['fake_rebate', 'romance']),
    presentOthers: fc.integer({ min: 0, max: 2 }),
    present: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ['outcome', 'faceToFace'] },
);
const index = fc.nat({ max: 1000 });
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('visit' as const),
      door: index,
      daysAgo: fc.integer({ min: 0, max: 25 }),
      worker: index,
      fields,
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('correct' as const), visit: index, fields }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('void' as const), visit: index }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('register' as const),
      grid: index,
      doorKind: fc.constantFrom('household', 'household', 'individual_business', 'enterprise', 'class'),
      tags,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('retag' as const), door: index, tags }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), door: index, grid: index }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('exclude' as const),
      door: index,
      exclusion: fc.constantFrom('vacant', 'deregistered', 'separated'),
      approve: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('train' as const),
      worker: index,
      daysAgo: fc.integer({ min: 0, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('edit_plan' as const),
      requires: fc.subarray(['face_to_face', 'topic_taught', 'trained_visitor', 'resident_present']),
      until: fc.integer({ min: -10, max: 30 }),
    }),
  },
);

/** The world the steps happen in: one county's plan over one township's, two villages of two grids, three workers. */
export class Model {
  doors: { id: string; residents: string[] }[] = [];
  visits: string[] = [];
  grids: number[] = [];
  workers: Actor[] = [];
  office: Actor;
  planIds: string[] = [];
  villages: number[] = [];
  countyId: number;

  constructor(private readonly test: TestApp) {}

  private service<T>(type: abstract new (...parameters: never[]) => T): T {
    return this.test.app.get(type as never);
  }

  async build(): Promise<void> {
    const regions = this.service(RegionsService);
    const people = this.service(PeopleService);
    const places = officialPlaces('341823100');
    await this.test.database.transaction(async (transaction) => {
      const added = await regions.insertOfficial(transaction, places);
      this.countyId = added.find(({ level }) => level === Level.County)!.id;
      const township = added.find(({ level }) => level === Level.Township)!;
      for (const village of added.filter(({ level }) => level === Level.Village).slice(0, 2)) {
        this.villages.push(village.id);
        const grids = await regions.insertLocal(transaction, null, village, [
          { level: Level.Grid, name: '第一网格' },
          { level: Level.Grid, name: '第二网格' },
        ]);
        this.grids.push(...grids.map(({ id }) => id));
      }
      const staff = [
        { name: '办公室', role: Role.CountyOffice, regionId: this.countyId },
        { name: '甲', role: Role.Police, regionId: township.id },
        { name: '乙', role: Role.Police, regionId: township.id },
        { name: '丙', role: Role.Police, regionId: township.id },
      ];
      const ids: string[] = [];
      for (const { name, ...post } of staff)
        ids.push(await people.createStaff(transaction, { name, phone: null, posts: [post] }, null));
      const actors = await this.actors(transaction.query.bind(transaction), ids);
      [this.office, ...this.workers] = actors as [Actor, ...Actor[]];
    });
    const plans = this.service(PlansService);
    const today = this.test.clock.today();
    const county = await plans.start(this.office, {
      preset: 'jingxian',
      regionId: this.countyId,
      startsOn: dateBefore(today, 20),
    });
    const townshipPlan = await plans.start(this.office, {
      preset: 'manghe',
      regionId: (await this.townshipId())!,
      startsOn: dateBefore(today, 8),
    });
    this.planIds.push(county.id, townshipPlan.id);
    await this.test.work();
  }

  private async townshipId(): Promise<number | undefined> {
    const [row] = await this.test.database.query<{ id: number }>("SELECT id FROM regions WHERE level = 'township'");
    return row?.id;
  }

  /** The actors as the guard would see them, by a session made for each. */
  private async actors(
    query: (sql: string, parameters: string[]) => Promise<unknown[]>,
    ids: string[],
  ): Promise<Actor[]> {
    const actors: Actor[] = [];
    for (const id of ids) {
      const posts = (await query(
        'SELECT po.id, po.role, po.region_id AS regionId, r.path FROM posts po JOIN regions r ON r.id = po.region_id WHERE po.person_id = ?',
        [id],
      )) as Actor['posts'];
      actors.push(new Actor(id, sha256Hex(id), posts, true, null));
    }
    return actors;
  }

  async take(next: Step): Promise<void> {
    if (next.kind === 'visit') await this.visit(next);
    else if (next.kind === 'correct')
      await this.change('visit.correct', next.visit, { reason: '更正', changes: this.visitFields(next.fields, null) });
    else if (next.kind === 'void') await this.change('visit.void', next.visit, { reason: '作废' });
    else if (next.kind === 'register') await this.register(next);
    else if (next.kind === 'retag') await this.retag(next);
    else if (next.kind === 'move') await this.onDoor(next.door, 'door.move', { gridId: pick(this.grids, next.grid) });
    else if (next.kind === 'exclude') await this.exclude(next);
    else if (next.kind === 'train') await this.train(next);
    else if (next.kind === 'edit_plan') await this.editPlan(next);
    else await this.merge();
  }

  private async visit({ door, daysAgo, worker, fields: drawn }: Extract<Step, { kind: 'visit' }>): Promise<void> {
    const at = pick(this.doors, door);
    if (!at) return;
    const startedAt = this.test.clock.now() - daysAgo * day;
    const payload = { doorId: at.id, startedAt, endedAt: startedAt + 60_000, ...this.visitFields(drawn, at) };
    const id = await this.push('visit.log', payload, pick(this.workers, worker));
    if (id) this.visits.push(id);
  }

  private visitFields(drawn: Record<string, unknown>, door: { residents: string[] } | null): Record<string, unknown> {
    const { present, ...rest } = drawn as { present?: number };
    return present === undefined || !door ? rest : { ...rest, presentResidentIds: door.residents.slice(0, present) };
  }

  private async change(kind: string, visit: number, payload: Record<string, unknown>): Promise<void> {
    const visitId = pick(this.visits, visit);
    if (!visitId) return;
    const [row] = await this.test.database.query<{ version: number }>('SELECT version FROM visits WHERE id = ?', [
      visitId,
    ]);
    await this.push(kind, { visitId, baseVersion: row!.version, ...payload });
  }

  private async register({ grid, doorKind, tags: drawn }: Extract<Step, { kind: 'register' }>): Promise<void> {
    const residents = drawn.map((own, place) => ({ id: uuid7(), name: `住户${place}`, relation: 'other', tags: own }));
    const id = await this.push('door.register', {
      kind: doorKind,
      name: '新户',
      address: '村中',
      gridId: pick(this.grids, grid),
      residents,
    });
    if (id) this.doors.push({ id, residents: residents.map((each) => each.id) });
  }

  private async retag({ door, tags: drawn }: Extract<Step, { kind: 'retag' }>): Promise<void> {
    const at = pick(this.doors, door);
    if (!at) return;
    const residents = drawn.map((own, place) => ({
      id: at.residents[place] ?? uuid7(),
      name: `住户${place}`,
      relation: 'other',
      tags: own,
    }));
    await this.onDoor(door, 'door.residents', { residents });
    at.residents = residents.map(({ id }) => id);
  }

  private async onDoor(door: number, kind: string, payload: Record<string, unknown>): Promise<void> {
    const at = pick(this.doors, door);
    if (!at) return;
    const [row] = await this.test.database.query<{ version: number }>('SELECT version FROM doors WHERE id = ?', [
      at.id,
    ]);
    await this.push(kind, { doorId: at.id, baseVersion: row!.version, ...payload });
  }

  private async exclude({ door, exclusion, approve }: Extract<Step, { kind: 'exclude' }>): Promise<void> {
    const at = pick(this.doors, door);
    if (!at) return;
    await this.onDoor(door, 'door.exclude', { exclusion, reason: '无人居住' });
    await this.service(DoorsService).decideExclusion(this.office, at.id, { approve });
  }

  private async train({ worker, daysAgo }: Extract<Step, { kind: 'train' }>): Promise<void> {
    const trainedOn = dateBefore(this.test.clock.today(), daysAgo);
    await this.service(PeopleService).recordTraining(this.office, pick(this.workers, worker)!.personId, {
      trainedOn,
      topic: '反诈',
    });
    await this.test.work();
  }

  private async editPlan({ requires, until }: Extract<Step, { kind: 'edit_plan' }>): Promise<void> {
    const plans = this.service(PlansService);
    const { document, version } = await plans.get(this.office, this.planIds[0]!);
    const end = dateBefore(this.test.clock.today(), -until);
    document.counting.requires = requires as never;
    document.milestones = [];
    document.window.endsOn = end;
    document.rounds[0]!.until = end;
    document.rounds[1]!.from = dateBefore(end, -1);
    await plans.edit(this.office, this.planIds[0]!, { document, baseVersion: version });
    await this.test.work();
  }

  /** The second village goes into the first, with everything in it. */
  private async merge(): Promise<void> {
    const [into, from] = this.villages as [number, number];
    await this.service(RegionsService).close(this.office, from, { successorId: into });
    await this.test.work();
  }

  private async push(kind: string, payload: object, by: Actor | undefined = this.workers[0]): Promise<string | null> {
    const now = this.test.clock.now();
    const command = { id: uuid7(), kind, schema: 1, happenedAt: now, payload };
    const { results } = await this.service(PushService).push(by!, { sentAt: now, commands: [command] });
    expect(results[0]).toMatchObject({ result: expect.stringMatching(/^(stored|conflict)$/) });
    return results[0]!.result === 'stored' ? command.id : null;
  }
}

function pick<T>(items: readonly T[], drawn: number): T | undefined {
  return items[drawn % Math.max(items.length, 1)];
}

function dateBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * day).toISOString().slice(0, 10);
}
