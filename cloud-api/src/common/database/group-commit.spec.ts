import { beforeEach, describe, expect, it } from '@jest/globals';
import { GroupCommit } from './group-commit.js';
import type { Transaction } from './transaction.js';

/** What each transaction held when it was committed; a unit writes by `work(value)`. */
let committed: string[][];
let open: number;
let mostOpen: number;

interface Recording {
  values: string[];
}

async function transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const recording: Recording = { values: [] };
  open += 1;
  mostOpen = Math.max(mostOpen, open);
  try {
    const result = await work(recording as unknown as Transaction);
    await new Promise((resolve) => setTimeout(resolve, 5));
    committed.push(recording.values);
    return result;
  } finally {
    open -= 1;
  }
}

function writing(value: string) {
  return async (transaction: Transaction) => {
    (transaction as unknown as Recording).values.push(value);
    return value;
  };
}

const refusing = async () => Promise.reject(new Error('refused'));

beforeEach(() => {
  committed = [];
  open = 0;
  mostOpen = 0;
});

describe('units of work', () => {
  it('that come at once share a transaction, each with its own result', async () => {
    const groups = new GroupCommit(transaction, 1);
    const results = await Promise.all(['a', 'b', 'c'].map((value) => groups.run(writing(value), 1)));
    expect(results).toEqual(['a', 'b', 'c']);
    expect(committed).toEqual([['a', 'b', 'c']]);
  });

  it('that come while a transaction is under way share the next', async () => {
    const groups = new GroupCommit(transaction, 1);
    const first = groups.run(writing('a'), 1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await Promise.all([first, groups.run(writing('b'), 1), groups.run(writing('c'), 1)]);
    expect(committed).toEqual([['a'], ['b', 'c']]);
  });

  it('do not fail for one among them that fails', async () => {
    const groups = new GroupCommit(transaction, 1);
    const results = await Promise.allSettled([
      groups.run(writing('a'), 1),
      groups.run(refusing, 1),
      groups.run(writing('c'), 1),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(committed).toEqual([['a'], ['c']]);
    expect(await groups.run(writing('d'), 1)).toBe('d');
  });

  it('fill a transaction only so far; one that is too large alone has its own', async () => {
    const groups = new GroupCommit(transaction, 1);
    const units = [
      ['a', 150],
      ['b', 50],
      ['c', 1],
      ['large', 500],
      ['d', 1],
    ] as const;
    await Promise.all(units.map(([value, weight]) => groups.run(writing(value), weight)));
    expect(committed).toEqual([['a', 'b'], ['c'], ['large'], ['d']]);
  });

  it('go on in no more transactions at a time than there are lanes', async () => {
    const groups = new GroupCommit(transaction, 2);
    const values = Array.from({ length: 20 }, (_, index) => String(index));
    await Promise.all(values.map((value) => groups.run(writing(value), 100)));
    expect(mostOpen).toBe(2);
    expect(committed.flat().sort()).toEqual([...values].sort());
  });
});
