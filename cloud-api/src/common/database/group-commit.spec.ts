import { beforeEach, describe, expect, it } from '@jest/globals';
import { GroupCommit } from './group-commit.js';

/** What each commit that succeeded held. */
let committed: string[][];
let open: number;
let mostOpen: number;

async function commit(items: readonly string[]): Promise<string[]> {
  open += 1;
  mostOpen = Math.max(mostOpen, open);
  try {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (items.includes('bad')) throw new Error('refused');
    committed.push([...items]);
    return items.map((item) => `${item} done`);
  } finally {
    open -= 1;
  }
}

const many = (item: string, count: number) => Array.from({ length: count }, () => item);

beforeEach(() => {
  committed = [];
  open = 0;
  mostOpen = 0;
});

describe('units of work', () => {
  it('that come at once share a commit, each with the results of its own items', async () => {
    const groups = new GroupCommit(commit, 1);
    const results = await Promise.all([groups.run(['a', 'b']), groups.run(['c'])]);
    expect(results).toEqual([['a done', 'b done'], ['c done']]);
    expect(committed).toEqual([['a', 'b', 'c']]);
  });

  it('that come while a commit is under way share the next', async () => {
    const groups = new GroupCommit(commit, 1);
    const first = groups.run(['a']);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await Promise.all([first, groups.run(['b']), groups.run(['c'])]);
    expect(committed).toEqual([['a'], ['b', 'c']]);
  });

  it('do not fail for one among them that fails', async () => {
    const groups = new GroupCommit(commit, 1);
    const results = await Promise.allSettled([groups.run(['a']), groups.run(['bad']), groups.run(['c'])]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(committed).toEqual([['a'], ['c']]);
    expect(await groups.run(['d'])).toEqual(['d done']);
  });

  it('fill a commit only so far; one that is too large alone has its own', async () => {
    const groups = new GroupCommit(commit, 1);
    const units = [many('a', 150), many('b', 50), many('c', 1), many('large', 500), many('d', 1)];
    await Promise.all(units.map((items) => groups.run(items)));
    expect(committed.map((items) => [...new Set(items)])).toEqual([['a', 'b'], ['c'], ['large'], ['d']]);
  });

  it('go on in no more commits at a time than there are lanes', async () => {
    const groups = new GroupCommit(commit, 2);
    const units = Array.from({ length: 20 }, (_, index) => many(String(index), 100));
    await Promise.all(units.map((items) => groups.run(items)));
    expect(mostOpen).toBe(2);
    expect(committed.flat().sort()).toEqual(units.flat().sort());
  });
});
