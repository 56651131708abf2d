import { v7 as uuid7 } from 'uuid';
import { Role } from '../../src/common/auth/index.js';
import { Cipher } from '../../src/common/crypto/index.js';
import { PlansService } from '../../src/modules/plans/index.js';
import { LeafClock, type RegionRecord, RegionsService } from '../../src/modules/regions/index.js';
import type { TestApp, TestPerson } from '../harness/app.js';
import type { TestClient } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { testPhoto } from '../harness/weapp/test-photo.js';
import { officeAt, type World } from '../harness/world.js';

/** Where a thing is: in the grid of the worker, in the next village, in another province, or nowhere. */
export type Where = 'inside' | 'near' | 'outside' | 'missing';
export const places: readonly Where[] = ['inside', 'near', 'outside', 'missing'];

/** Makes the things that routes are about, anew for each call where a call uses them up. */
export class Targets {
  private readonly plans = new Map<Where, string>();
  private readonly photos = new Map<Where, string>();
  private readonly visits = new Map<Where, string>();
  private made = 0;

  constructor(
    readonly test: TestApp,
    readonly world: World,
  ) {}

  async prepare(): Promise<void> {
    const { people, elsewhere, township } = this.world;
    await this.visit('inside', people.gridWorker, this.world.doors.wang.id);
    await this.visit('near', people.police, this.world.doors.qian.id);
    await this.visit('outside', elsewhere.worker, elsewhere.door.id);
    const plan = await this.test.app.get(PlansService).start(officeAt(Role.TownshipOffice, township), {
      preset: 'manghe',
      regionId: township.id,
      startsOn: '2026-11-20',
    });
    this.plans.set('inside', plan.id);
    this.plans.set('outside', elsewhere.plan.id);
  }

  /** A name or number that nothing else has. */
  next(): number {
    this.made += 1;
    return this.made;
  }

  door = (where: Where): string =>
    this.pick(where, this.world.doors.wang.id, this.world.doors.qian.id, this.world.elsewhere.door.id);
  /** Another one of the same kind, in the same place. */
  doorBeside = (where: Where): string => this.pick(where, this.world.doors.li.id, this.world.doors.feng.id, uuid7());
  resident = (where: Where): string => {
    const { doors, elsewhere } = this.world;
    const of = (door: { residents: { id: string }[] }) => door.residents[0]!.id;
    return this.pick(where, of(doors.wang), of(doors.qian), of(elsewhere.door));
  };
  grid = (where: Where): number => this.region(where, this.world.a1, this.world.b1, this.world.elsewhere.grid);
  village = (where: Where): number =>
    this.region(where, this.world.villageA, this.world.villageB, this.world.elsewhere.village);
  township = (where: Where): number =>
    this.region(where, this.world.township, this.world.township, this.world.elsewhere.township);
  /** A village of the official list in the township. */
  officialVillage = (where: Where): string => (where === 'outside' ? '140522108200' : '341823103201');
  countyPlan = (where: Where): string => this.pick(where, this.world.plan.id, '', this.world.elsewhere.plan.id);
  townshipPlan = (where: Where): string => this.plans.get(where) ?? uuid7();
  storedVisit = (where: Where): string => this.visits.get(where) ?? uuid7();
  photo = (where: Where): string => this.photos.get(where) ?? uuid7();

  /** An empty grid that may be closed. */
  emptyGrid = async (where: Where): Promise<number> => {
    if (where === 'missing') return 999_999;
    const regions = this.test.app.get(RegionsService);
    return this.test.database.transaction(async (transaction) => {
      const parent = await regions.require(transaction, this.village(where));
      const [grid] = await regions.insertLocal(transaction, null, parent, [
        { level: 'grid', name: `空网格${this.next()}` },
      ]);
      return grid!.id;
    });
  };

  /** A school of the village. */
  school = async (where: Where): Promise<number> => {
    if (where === 'missing') return 999_999;
    const regions = this.test.app.get(RegionsService);
    return this.test.database.transaction(async (transaction) => {
      const parent = await regions.require(transaction, this.village(where));
      const school = { level: 'unit' as const, name: `小学${this.next()}` };
      const [unit] = await regions.insertLocal(transaction, null, parent, [school]);
      return unit!.id;
    });
  };

  schoolClass = async (where: Where): Promise<string> => {
    const id = uuid7();
    if (where === 'missing') return id;
    await this.insert('doors', {
      id,
      kind: 'class',
      code: '',
      name: '一年级',
      address: '',
      grid_id: this.grid(where),
      unit_id: await this.school(where),
      version: 1,
      leaf_version: 0,
      created_at: 0,
    });
    return id;
  };

  /** A grid worker of the place. */
  person = async (where: Where): Promise<string> => {
    if (where === 'missing') return uuid7();
    const id = uuid7();
    await this.insert('people', { id, name: '临时网格', created_at: 0 });
    await this.insertPost(id, where);
    return id;
  };

  post = async (where: Where): Promise<string> =>
    where === 'missing' ? uuid7() : this.insertPost(await this.person(where), where);

  quarantined = async (where: Where): Promise<string> => {
    const id = uuid7();
    if (where === 'missing') return id;
    await this.insert('quarantined_commands', {
      id,
      kind: 'visit.log',
      reason: 'too_late',
      actor_id: this.world.people.formerWorker.id,
      region_id: this.grid(where),
      door_id: this.door(where),
      command: this.test.app.get(Cipher).encrypt('{}'),
      clock_offset: 0,
      received_at: 0,
      state: 'pending',
    });
    return id;
  };

  /** A door that waits for a decision on its exclusion. */
  requestedExclusion = async (where: Where): Promise<string> => {
    const id = this.door(where);
    await this.test.database.transaction(async (transaction) => {
      await this.test.app.get(LeafClock).raise(transaction, [this.grid(where)]);
      await transaction.execute(
        "UPDATE doors SET exclusion_kind = 'vacant', exclusion_state = 'requested' WHERE id = ?",
        [id],
      );
    });
    return id;
  };

  /** A round of 责任书 that is open. */
  letterRound = async (where: Where): Promise<string> => {
    const id = uuid7();
    if (where === 'missing') return id;
    await this.insert('letter_rounds', {
      id,
      chain_key: 'village',
      region_id: this.grid(where),
      title: '责任书',
      version_id: uuid7(),
      due_on: '2026-12-31',
      levels: JSON.stringify([{ number: 1, name: '村干部', role: null }]),
      started_by: this.world.people.formerWorker.id,
      started_at: 0,
    });
    return id;
  };

  /** A 责任书 that waits for its signature. */
  letter = async (where: Where): Promise<string> => {
    const id = uuid7();
    if (where === 'missing') return id;
    const roundId = await this.letterRound(where);
    await this.insert('letter_recipients', {
      ...{ id, level: 1, sent_at: 0, position: '网格员' },
      round_id: roundId,
      name: '临时网格',
    });
    return id;
  };

  /** The group of the residents of the place's 村民小组. */
  chatGroup = async (where: Where): Promise<string> => {
    const { groupA, groupB, elsewhere, plan } = this.world;
    if (where === 'missing') return uuid7();
    const place = this.region(where, groupA, groupB, elsewhere.group);
    const [group] = await this.test.database.query<{ id: string }>(
      `SELECT id FROM chat_groups WHERE region_id = ? AND place_key = ? AND plan_id = ? AND closed_at IS NULL`,
      [place, `region:${place}`, where === 'outside' ? elsewhere.plan.id : plan.id],
    );
    return group!.id;
  };

  /** A grid worker of the place is away. */
  absence = async (where: Where): Promise<string> => {
    const id = uuid7();
    if (where === 'missing') return id;
    const personId = await this.person(where);
    await this.insert('absences', {
      id,
      person_id: personId,
      deputy_id: this.world.people.gridWorkerNext.id,
      starts_at: 0,
      created_by: personId,
      created_at: 0,
    });
    return id;
  };

  /** A file that waits for somebody to say what its columns mean. */
  import = async (where: Where): Promise<string> => {
    const id = uuid7();
    if (where === 'missing') return id;
    await this.insert('imports', {
      id,
      kind: 'household_book',
      region_id: this.village(where),
      actor_id: this.world.people.formerWorker.id,
      file_id: uuid7(),
      file_name: '户册.xlsx',
      file_sha256: '',
      state: 'mapping',
      created_at: 0,
      changed_at: 0,
    });
    return id;
  };

  /** A code that leads to the door. */
  signCode = async (where: Where): Promise<string> => {
    const id = uuid7();
    if (where === 'missing') return id;
    await this.insert('sign_codes', {
      id,
      token_hash: id,
      token_cipher: this.test.app.get(Cipher).encrypt('the-scene'),
      door_id: this.door(where),
      region_id: this.grid(where),
      created_by: this.world.people.formerWorker.id,
      created_at: 0,
      expires_at: Number.MAX_SAFE_INTEGER,
    });
    return id;
  };

  /** A list that the client asked for and that has been made; nothing where they may not ask. */
  ownExport = async (client: TestClient, where: Where): Promise<string> => {
    const id = uuid7();
    const asked = { id, kind: 'progress_table', regionId: this.village(where) };
    const { status } = await client.post('/exports', asked);
    if (status === 200) await this.test.work();
    return id;
  };

  private async visit(where: Where, person: TestPerson, doorId: string): Promise<void> {
    const phone = new TestPhone(await this.test.as(person), this.test.clock);
    const photoId = uuid7();
    await phone.client.upload('/photos', { id: photoId }, await testPhoto(64, 64));
    const visit = phone.visit(doorId, { photoIds: [photoId] });
    const [result] = await phone.push(visit);
    if (result.result !== 'stored') throw new Error(`the visit ${where} was ${result.result}`);
    this.visits.set(where, visit.id);
    this.photos.set(where, photoId);
  }

  private async insertPost(personId: string, where: Where): Promise<string> {
    const id = uuid7();
    await this.insert('posts', {
      id,
      person_id: personId,
      role: 'grid_worker',
      region_id: this.grid(where),
      created_at: 0,
    });
    return id;
  }

  insert(table: string, row: Record<string, string | number>): Promise<void> {
    return this.test.database.transaction((transaction) => transaction.insert(table, [row]));
  }

  private region(where: Where, inside: RegionRecord, near: RegionRecord, outside: RegionRecord): number {
    return { inside: inside.id, near: near.id, outside: outside.id, missing: 999_999 }[where];
  }

  private pick(where: Where, inside: string, near: string, outside: string): string {
    return { inside, near, outside, missing: uuid7() }[where];
  }
}
