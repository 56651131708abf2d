import { expect } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { Actor, Role } from '../../src/common/auth/index.js';
import { sha256Hex } from '../../src/common/crypto/index.js';
import { MergesService, SplitsService } from '../../src/modules/door-histories/index.js';
import { DoorsService } from '../../src/modules/doors/index.js';
import { PeopleService } from '../../src/modules/people/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import { Level, officialPlaces, RegionsService } from '../../src/modules/regions/index.js';
import { PushService } from '../../src/modules/sync/index.js';
import type { TestApp } from '../harness/app.js';
import { PaperSteps } from './papers.js';
import { pick } from './pick.js';
import type { Step } from './steps.js';

const day = 86_400_000;

/** The world the steps happen in: one county's plan over one township's, two villages of two grids, three workers. */
export class Model {
  doors: { id: string; residents: string[] }[] = [];
  /** Doors that went into others; phones without a network still visit them. */
  gone: { id: string; residents: string[] }[] = [];
  visits: string[] = [];
  grids: number[] = [];
  workers: Actor[] = [];
  office: Actor;
  planIds: string[] = [];
  villages: number[] = [];
  countyId: number;

  readonly papers: PaperSteps;

  constructor(private readonly test: TestApp) {
    this.papers = new PaperSteps(test, (kind, payload, by) => this.push(kind, payload, by));
  }

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
    else if (next.kind === 'return') await this.onDoor(next.door, 'door.return', {});
    else if (next.kind === 'unite') await this.unite(next);
    else if (next.kind === 'split') await this.split(next);
    else if (next.kind === 'train') await this.train(next);
    else if (next.kind === 'edit_plan') await this.editPlan(next);
    else if (next.kind === 'merge') await this.merge();
    else await this.papers.take(next, [...this.doors, ...this.gone], this.workers);
  }

  private async visit({ door, daysAgo, worker, fields: drawn }: Extract<Step, { kind: 'visit' }>): Promise<void> {
    const at = pick([...this.doors, ...this.gone], door);
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

  /** Of one whose age is not known, a grown-up and a boy of sixteen. */
  private resident(id: string, place: number, own: string[]) {
    const birthMonth = [undefined, '1980-01', dateBefore(this.test.clock.today(), 16 * 365).slice(0, 7)][place];
    return { id, name: `住户${place}`, relation: 'other', tags: own, ...(birthMonth && { birthMonth }) };
  }

  private async register({ grid, doorKind, tags: drawn }: Extract<Step, { kind: 'register' }>): Promise<void> {
    const residents = drawn.map((own, place) => this.resident(uuid7(), place, own));
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
    const residents = drawn.map((own, place) => this.resident(at.residents[place] ?? uuid7(), place, own));
    await this.onDoor(door, 'door.residents', { residents });
    at.residents = residents.map(({ id }) => id);
  }

  private async onDoor(door: number, kind: string, payload: Record<string, unknown>): Promise<void> {
    const at = pick(this.doors, door);
    if (!at) return;
    await this.push(kind, { doorId: at.id, baseVersion: await this.versionOf(at.id), ...payload });
  }

  private async exclude({ door, exclusion, approve }: Extract<Step, { kind: 'exclude' }>): Promise<void> {
    const at = pick(this.doors, door);
    if (!at) return;
    await this.onDoor(door, 'door.exclude', { exclusion, reason: '无人居住' });
    await this.service(DoorsService).decideExclusion(this.office, at.id, { approve });
  }

  /** Doors of two kinds or villages are refused, and nothing happens. */
  private async unite({ leaving, into }: Extract<Step, { kind: 'unite' }>): Promise<void> {
    const from = pick(this.doors, leaving);
    if (!from) return;
    const alike = into % 4 === 0 ? this.doors : await this.alike(from.id);
    const to = pick(alike, into);
    if (!to || from === to) return;
    const [baseVersion, intoVersion] = [await this.versionOf(from.id), await this.versionOf(to.id)];
    const merges = this.service(MergesService);
    const done = await merges
      .merge(this.office, from.id, { intoId: to.id, baseVersion, intoVersion })
      .catch((error: unknown) => {
        expect(error).toMatchObject({ status: 400 });
        return null;
      });
    if (!done) return;
    this.doors = this.doors.filter((door) => door !== from);
    this.gone.push(from);
    to.residents = await this.residentsOf(to.id);
  }

  /** Doors of the same kind and village. */
  private async alike(doorId: string): Promise<Model['doors']> {
    const rows = await this.test.database.query<{ id: string }>(
      `SELECT b.id FROM doors a JOIN regions ra ON ra.id = a.grid_id JOIN regions rb ON rb.parent_id = ra.parent_id
         JOIN doors b ON b.grid_id = rb.id AND b.kind = a.kind WHERE a.id = ? AND b.id <> a.id`,
      [doorId],
    );
    return this.doors.filter(({ id }) => rows.some((row) => row.id === id));
  }

  private async split({ door, leaving }: Extract<Step, { kind: 'split' }>): Promise<void> {
    const at = pick(this.doors, door);
    if (!at || at.residents.length < 2) return;
    const newDoorId = uuid7();
    const residentIds = at.residents.slice(0, 1 + (leaving % (at.residents.length - 1)));
    const baseVersion = await this.versionOf(at.id);
    const request = { newDoorId, baseVersion, residentIds, name: '新户', address: '新址' };
    const done = await this.service(SplitsService)
      .split(this.office, at.id, request)
      .catch((error: unknown) => {
        expect(error).toMatchObject({ status: 400 });
        return null;
      });
    if (!done) return;
    this.doors.push({ id: newDoorId, residents: await this.residentsOf(newDoorId) });
    at.residents = await this.residentsOf(at.id);
  }

  private async versionOf(doorId: string): Promise<number> {
    const [row] = await this.test.database.query<{ version: number }>('SELECT version FROM doors WHERE id = ?', [
      doorId,
    ]);
    return row!.version;
  }

  private async residentsOf(doorId: string): Promise<string[]> {
    const rows = await this.test.database.query<{ id: string }>(
      'SELECT id FROM residents WHERE door_id = ? ORDER BY position',
      [doorId],
    );
    return rows.map(({ id }) => id);
  }

  private async train({ worker, daysAgo }: Extract<Step, { kind: 'train' }>): Promise<void> {
    const trainedOn = dateBefore(this.test.clock.today(), daysAgo);
    await this.service(PeopleService).recordTraining(this.office, pick(this.workers, worker)!.personId, {
      trainedOn,
      topic: '反诈',
    });
    await this.test.work();
  }

  private async editPlan({ requires, until, papers }: Extract<Step, { kind: 'edit_plan' }>): Promise<void> {
    const plans = this.service(PlansService);
    const { document, version } = await plans.get(this.office, this.planIds[0]!);
    const end = dateBefore(this.test.clock.today(), -until);
    document.counting.requires = requires as never;
    document.papers = papers as never;
    document.milestones = [];
    if (document.cascade) document.cascade.builtBy = null;
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
    expect(results[0]).toMatchObject({
      result: expect.stringMatching(kind === 'door.return' ? /^(stored|invalid)$/ : /^(stored|conflict)$/),
    });
    return results[0]!.result === 'stored' ? command.id : null;
  }
}

function dateBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * day).toISOString().slice(0, 10);
}
