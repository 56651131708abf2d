import * as fc from 'fast-check';
import type { KeyValue } from './key-value';
import { createRecords } from './records';

class Killed extends Error {}

/** A disk on which every operation takes time and after `lifetime` operations the process is dead. */
function disk(values: Map<string, string>, lifetime = Infinity): KeyValue {
  let left = lifetime;
  const operate = async <T>(work: () => T): Promise<T> => {
    await Promise.resolve();
    if (left <= 0) throw new Killed();
    left -= 1;
    return work();
  };
  return {
    get: (key) => operate(() => values.get(key)),
    set: (key, value) => operate(() => void values.set(key, value)),
    remove: (key) => operate(() => void values.delete(key)),
    keys: () => operate(() => [...values.keys()]),
  };
}

describe('records', () => {
  it('reads back what was written, small and large', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async (values, size) => {
          const records = createRecords(disk(new Map()), 'a', size);
          for (const value of values) {
            await records.write('name', value);
            expect(await records.read('name')).toEqual(JSON.parse(JSON.stringify(value)));
          }
        },
      ),
    );
  });

  it('leaves the old record or the new one when the process is killed at any operation', async () => {
    const [before, after] = ['before '.repeat(9), 'after '.repeat(17)];
    for (let lifetime = 0; lifetime < 30; lifetime += 1) {
      const values = new Map<string, string>();
      await createRecords(disk(values), 'a', 10).write('name', before);
      await createRecords(disk(values, lifetime), 'a', 10)
        .write('name', after)
        .catch(() => undefined);

      const reopened = createRecords(disk(values), 'a', 10);
      expect([before, after]).toContain(await reopened.read('name'));
      await reopened.sweep();
      const found = await reopened.read<string>('name');
      expect([before, after]).toContain(found);
      expect(values.size).toBe(1 + Math.ceil(JSON.stringify(found).length / 10));
    }
  });

  it('never shows a mixture to a reader while a record is being rewritten', async () => {
    const records = createRecords(disk(new Map()), 'a', 10);
    await records.write('name', 'x'.repeat(55));
    const writing = records.write('name', 'y'.repeat(55));
    const seen = await Promise.all([records.read<string>('name'), records.read<string>('name')]);
    await writing;
    seen.forEach((text) => expect(text).toMatch(/^(x{55}|y{55})$/));
  });

  it('keeps the old record and frees the new chunks when the phone is full', async () => {
    const values = new Map<string, string>();
    const roomy = disk(values);
    const records = createRecords(roomy, 'a', 10);
    await records.write('name', 'small');
    const set = roomy.set;
    roomy.set = (key, value) => (values.size >= 4 ? Promise.reject(new Error('full')) : set(key, value));
    await expect(records.write('name', 'x'.repeat(100))).rejects.toThrow('full');
    expect(await records.read('name')).toBe('small');
    expect(values.size).toBe(1);
  });

  it('names, removes and clears only its own area', async () => {
    const values = new Map<string, string>();
    const [a, b] = [createRecords(disk(values), 'a', 5), createRecords(disk(values), 'ab', 5)];
    await a.write('one', 'long enough for chunks');
    await a.write('two', 2);
    await b.write('three', 3);
    expect((await a.names()).sort()).toEqual(['one', 'two']);
    expect(await a.names('o')).toEqual(['one']);
    await a.remove('one');
    expect(await a.names()).toEqual(['two']);
    await a.clear();
    expect([...values.keys()]).toEqual(['ab/three']);
  });
});
