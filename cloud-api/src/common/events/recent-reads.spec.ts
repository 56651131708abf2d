import { beforeEach, expect, it } from '@jest/globals';
import type { EventLog } from './event-log.js';
import { RecentReads } from './recent-reads.js';

interface Board {
  asOf: number;
}

let tell: (events: readonly { type: string }[]) => void;
const commit = (type = 'relay.pushed') => tell([{ type }]);
let assembled: number;
let cache: RecentReads<Board>;

beforeEach(() => {
  assembled = 0;
  const eventLog = { onCommit: (listener: typeof tell) => (tell = listener) } as unknown as EventLog;
  cache = new RecentReads<Board>(eventLog, ({ type }) => type !== 'visit.logged');
});

const board = (key: string) =>
  cache.of(key, () => {
    assembled += 1;
    return Promise.resolve({ asOf: assembled });
  });

it('puts a board together once for all who look at it at the same time', async () => {
  const boards = await Promise.all([board('a'), board('a'), board('a')]);
  expect(new Set(boards.map(({ asOf }) => asOf))).toEqual(new Set([1]));
  await board('b');
  expect(assembled).toBe(2);
});

it('puts it together anew after a commit that concerns it', async () => {
  await board('a');
  commit('visit.logged');
  expect((await board('a')).asOf).toBe(1);
  commit();
  expect((await board('a')).asOf).toBe(2);
});

const pass = (milliseconds: number) => new Promise((proceed) => setTimeout(proceed, milliseconds));

it('shows the old one once more after a quarter of a second, and then the new one', async () => {
  await board('a');
  await pass(260);
  expect((await board('a')).asOf).toBe(1);
  await pass(0);
  expect((await board('a')).asOf).toBe(2);
});

it('waits for a new one after a second, in which another process may have committed', async () => {
  await board('a');
  await pass(1_010);
  expect((await board('a')).asOf).toBe(2);
});

it('never shows a board begun before a commit of this process', async () => {
  await board('a');
  await pass(260);
  const old = board('a');
  commit();
  expect((await old).asOf).toBe(1);
  await pass(0);
  expect((await board('a')).asOf).toBe(3);
});

it('does not keep a failure', async () => {
  await expect(cache.of('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect((await board('a')).asOf).toBe(1);
});

it('keeps a bounded number of boards', async () => {
  for (let number = 0; number <= 500; number += 1) await board(`board ${number}`);
  await board('board 1');
  expect(assembled).toBe(501);
  await board('board 0');
  expect(assembled).toBe(502);
});
