import { v7 as uuid7 } from 'uuid';
import { expect } from '@jest/globals';
import { Cipher } from '../../src/common/crypto/index.js';
import { DoorKeyWriter } from '../../src/modules/doors/index.js';
import { createTestApp, type TestApp, type TestPerson } from '../harness/app.js';
import type { Answer, Json } from '../harness/client.js';
import { TestPhone } from '../harness/commands.js';
import { signatureIds, sittingAt } from '../harness/signing.js';
import { addDoor, type DoorDraft, type WorldDoor } from '../harness/world-doors.js';
import { buildWorld, type World } from '../harness/world.js';
import { keptCount, liveCount } from '../model/live-count.js';

/** A village whose doors are united, parted and compared: by its head, and by the worker of its first grid. */
export class DoorHistories {
  private codes = 0;

  private constructor(
    readonly test: TestApp,
    readonly world: World,
    readonly head: TestPhone,
    readonly worker: TestPhone,
  ) {}

  static async begin(): Promise<DoorHistories> {
    const test = await createTestApp();
    const world = await buildWorld(test);
    const phoneOf = async (person: TestPerson) => new TestPhone(await test.as(person), test.clock);
    const { villageHead, gridWorker } = world.people;
    return new DoorHistories(test, world, await phoneOf(villageHead), await phoneOf(gridWorker));
  }

  phoneOf = async (person: TestPerson): Promise<TestPhone> =>
    new TestPhone(await this.test.as(person), this.test.clock);

  one = async (of: TestPhone, id: string): Promise<Json> => (await of.client.get(`/doors/${id}`)).body;

  /** The codes of the doors that the village head finds. */
  found = async (typed: string): Promise<string[]> =>
    (await this.head.client.get(`/doors?q=${encodeURIComponent(typed)}`)).body.items.map(({ code }: Json) => code);

  /** A household that the book brought, counted and found. */
  door = async (draft: Partial<DoorDraft> = {}): Promise<WorldDoor> => {
    this.codes += 1;
    const residents = draft.residents ?? [{ name: '鲁大山' }];
    const whole = { code: `H${this.codes}`, name: residents[0]!.name, gridId: this.world.a1.id, ...draft, residents };
    for (const { name, phone } of residents) this.test.keepSecret(name, ...(phone ? [phone] : []));
    return this.test.database.transaction(async (transaction) => {
      const added = await addDoor(transaction, this.test.app.get(Cipher), whole);
      await this.test.app.get(DoorKeyWriter).rewrite(transaction, [added.id]);
      transaction.record({
        type: 'door.registered',
        actorId: null,
        subject: { kind: 'door', id: added.id },
        facts: {},
        doorIds: [added.id],
      });
      return added;
    });
  };

  /** A new household that has signed both papers before the worker, and what it signed. */
  signed = async (details: object = {}) => {
    const door = await this.door({ residents: [{ name: '文大山' }] });
    const sitting = await sittingAt(this.worker, door, { details });
    expect((await this.worker.push(sitting))[0]).toMatchObject({ result: 'stored' });
    const [notice, pledge] = signatureIds(sitting) as [string, string];
    return { door, sitting, notice, pledge };
  };

  merge = (leaving: { id: string }, into: { id: string }, more: object = {}, by = this.head): Promise<Answer> =>
    by.client.post(`/doors/${leaving.id}/merge`, { intoId: into.id, baseVersion: 1, intoVersion: 1, ...more });

  split = (from: { id: string }, more: object, by = this.head): Promise<Answer> =>
    by.client.post(`/doors/${from.id}/split`, {
      newDoorId: uuid7(),
      baseVersion: 1,
      name: '鲁小山',
      address: '新屋',
      ...more,
    });

  async expectCountsRight(): Promise<void> {
    expect(await keptCount(this.test.database)).toEqual(await liveCount(this.test.database));
  }
}
