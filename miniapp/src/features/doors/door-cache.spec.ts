import * as fc from 'fast-check';
import { StorageFullError, type Records } from '@/shared/storage';
import { aDoor, aPage, aPlan } from '../../../test/builders';
import { recordsOn } from '../../../test/records';
import { DoorCache } from './door-cache';

async function opened(records: Records): Promise<DoorCache> {
  const cache = new DoorCache(records);
  await cache.load();
  return cache;
}

const id = (index: number) => `door-${index.toString(16)}`;
const names = (cache: DoorCache) => new Map([...cache.all].map(([doorId, { name }]) => [doorId, name]));

describe('the door cache', () => {
  it('is empty on a new phone and opens with all it was given', async () => {
    const records = recordsOn();
    const cache = await opened(records);
    expect(cache.cursor).toBeNull();
    await cache.receive(aPage({ cursor: 'c1', doors: [aDoor({ id: id(1) })], plans: [aPlan()] }), 100);
    const again = await opened(records);
    expect(again.cursor).toBe('c1');
    expect(again.surroundings).toMatchObject({ pulledAt: 100, plans: [{ id: 'plan' }] });
    expect(again.all.get(id(1))).toMatchObject({ id: id(1), pending: 'none' });
  });

  it('equals a plain map after any pulls, restarts and kills: what was cut off is pulled again', async () => {
    const anyPull = fc.record({
      changed: fc.array(fc.tuple(fc.nat(40), fc.constantFrom('甲', '乙', '丙')), { maxLength: 12 }),
      removed: fc.array(fc.nat(40), { maxLength: 5 }),
      reset: fc.boolean(),
      writesLeft: fc.option(fc.nat(8), { freq: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyPull, { maxLength: 8 }), async (pulls) => {
        const values = new Map<string, string>();
        const model = new Map<string, string>();
        for (const [index, { changed, removed, reset, writesLeft }] of pulls.entries()) {
          const removedDoorIds = removed.map(id);
          const changes = new Map(changed.map(([door, name]) => [id(door), name]));
          removedDoorIds.forEach((doorId) => changes.delete(doorId));
          const doors = [...changes].map(([doorId, name]) => aDoor({ id: doorId, name }));
          const page = aPage({ cursor: `c${index}`, doors, removedDoorIds, reset });
          if (writesLeft !== null) {
            const dying = await opened(recordsOn(values, writesLeft));
            await dying.receive(page, 1).catch(() => undefined);
          }
          const cache = await opened(recordsOn(values));
          if (cache.cursor !== page.cursor) await cache.receive(page, 1);
          if (reset) model.clear();
          removedDoorIds.forEach((doorId) => model.delete(doorId));
          changes.forEach((name, doorId) => model.set(doorId, name));
          expect(names(await opened(recordsOn(values)))).toEqual(model);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('rewrites only the buckets that a pull touches', async () => {
    const values = new Map<string, string>();
    const cache = await opened(recordsOn(values));
    await cache.receive(aPage({ doors: [0, 1, 2].map((index) => aDoor({ id: id(index) })) }), 1);
    const before = new Map(values);
    await cache.receive(aPage({ doors: [aDoor({ id: id(1), name: '新' })] }), 2);
    const changed = [...values].filter(([key, value]) => before.get(key) !== value).map(([key]) => key);
    expect(changed.sort()).toEqual(['cache/me/doors/1', 'cache/me/doors/head']);
  });

  it('starts anew when a part of it is gone or unreadable', async () => {
    const values = new Map<string, string>();
    await (await opened(recordsOn(values))).receive(aPage({ doors: [aDoor({ id: id(3) })] }), 1);
    const damages = [() => values.set('cache/me/doors/3', '={"torn'), () => values.delete('cache/me/doors/3')];
    for (const damage of damages) {
      damage();
      const cache = await opened(recordsOn(values));
      expect(cache.cursor).toBeNull();
      expect(cache.all.size).toBe(0);
    }
  });

  it('gives its room back when the phone is full, and works on from memory', async () => {
    const records = recordsOn();
    const cache = await opened(records);
    await cache.receive(aPage({ doors: [aDoor({ id: id(1) })] }), 1);
    const { write } = records;
    records.write = () => Promise.reject(new StorageFullError('full'));
    await cache.receive(aPage({ cursor: 'c2', doors: [aDoor({ id: id(2) })] }), 2);
    records.write = write;
    expect([...cache.all.keys()]).toEqual([id(1), id(2)]);
    expect(cache.cursor).toBe('c2');
    expect(await records.names()).toEqual([]);
  });

  it('writes nothing more once it is closed, also in the middle of a page', async () => {
    const values = new Map<string, string>();
    const cache = await opened(recordsOn(values));
    const receiving = cache.receive(aPage({ doors: [1, 2, 3].map((index) => aDoor({ id: id(index) })) }), 1);
    cache.close();
    await receiving;
    expect([...values.keys()].filter((key) => key.endsWith('head'))).toEqual([]);
    expect(values.size).toBeLessThan(3);
  });

  it('does not change the map that a screen holds', async () => {
    const cache = await opened(recordsOn());
    await cache.receive(aPage({ doors: [aDoor({ id: id(1) })] }), 1);
    const held = cache.all;
    await cache.receive(aPage({ doors: [aDoor({ id: id(2) })] }), 2);
    expect(held.size).toBe(1);
    expect(cache.all.size).toBe(2);
  });
});
