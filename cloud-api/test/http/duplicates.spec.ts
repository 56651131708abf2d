import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Json } from '../harness/client.js';
import type { TestPhone } from '../harness/commands.js';
import { DoorHistories } from './door-histories.js';

let histories: DoorHistories;
let test: DoorHistories['test'];
let door: DoorHistories['door'];
let head: DoorHistories['head'];
let phoneOf: DoorHistories['phoneOf'];
let worker: DoorHistories['worker'];
let world: DoorHistories['world'];

beforeAll(async () => {
  histories = await DoorHistories.begin();
  ({ test, door, head, phoneOf, worker, world } = histories);
});
afterAll(() => test.close());

describe('likely duplicates', () => {
  const pairs = async (of: TestPhone, query = ''): Promise<Json[]> => {
    const items: Json[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { status, body }: Answer = await of.client.get(`/duplicates?${query}${after && `&after=${after}`}`);
      expect(status).toBe(200);
      items.push(...body.items);
      after = body.next;
    }
    return items;
  };
  const between = (items: Json[], a: { id: string }, b: { id: string }) =>
    items.filter(({ doors }) => [a.id, b.id].every((id) => doors.some((shown: Json) => shown.id === id)));

  it('stand side by side with what they have in common, until somebody says that they are two', async () => {
    const people = [
      { name: '齐长庚', birthMonth: '1950-02', phone: '19900066601' },
      { name: '魏秀兰', birthMonth: '1953-09' },
    ];
    const [a, b] = [
      await door({ code: 'D-1', residents: people }),
      await door({ code: 'D-2', gridId: world.a2.id, residents: people }),
    ];
    await worker.push(worker.visit(a.id));
    const [pair] = between(await pairs(head), a, b);
    expect(pair).toMatchObject({
      villageName: world.villageA.name,
      score: 100,
      reasons: ['same_phone', 'same_residents'],
    });
    expect(pair.doors.find(({ id }: Json) => id === a.id)).toMatchObject({
      label: '齐长庚',
      code: 'D-1',
      gridName: '第一网格',
      version: 1,
      visits: 1,
      lastVisitAt: expect.any(Number),
      inBook: false,
      residents: [{ name: '齐长庚', birthMonth: '1950-02', phoneMasked: '199****6601' }, {}],
    });
    expect(JSON.stringify(pair)).not.toContain('19900066601');
    expect(between(await pairs(head, `regionId=${world.a1.id}`), a, b)).toEqual([]);
    expect(between(await pairs(await phoneOf(world.people.countyOffice)), a, b)).toHaveLength(1);
    expect(between(await pairs(await phoneOf(world.elsewhere.office)), a, b)).toEqual([]);

    const dismiss = (doorIds: string[], of = head) => of.client.post('/duplicates/dismiss', { doorIds });
    expect((await dismiss([a.id])).body.errors).toEqual([{ field: 'doorIds', rule: 'two_doors' }]);
    expect((await dismiss([a.id, world.doors.qian.id])).status).toBe(404);
    expect((await dismiss([b.id, a.id])).status).toBe(204);
    expect((await dismiss([a.id, b.id])).status).toBe(204);
    expect(between(await pairs(head), a, b)).toEqual([]);
  });

  it('come in pages, each pair once', async () => {
    const people = [
      { name: '齐同名', birthMonth: '1961-01' },
      { name: '魏同名', birthMonth: '1962-01' },
    ];
    for (let count = 0; count < 9; count += 1) await door({ gridId: world.a2.id, residents: people });
    const items = await pairs(head);
    const keys = items.map(({ doors }) => doors.map(({ id }: Json) => id).join());
    expect(new Set(keys).size).toBe(keys.length);
    expect(items.filter(({ doors }) => doors[0].label === '齐同名')).toHaveLength(36);
  });

  it('a page that is none of ours is refused', async () => {
    for (const after of [
      'x',
      Buffer.from('[1e999,0]').toString('base64url'),
      Buffer.from('[1,-1]').toString('base64url'),
    ]) {
      expect((await head.client.get(`/duplicates?after=${after}`)).body.errors).toEqual([
        { field: 'after', rule: 'page' },
      ]);
    }
  });
});
