import { beforeEach, expect, it } from '@jest/globals';
import { BoardSums } from './board-sums.js';
import type { CoverageRepository } from './coverage.repository.js';
import { type Counts, noCounts } from './coverage.rules.js';

const region = { id: 3, path: '/1/2/3/', level: 'village' };
let version: string;
let covered: number;
let additions: number;
let sums: BoardSums;

beforeEach(() => {
  version = '10 1';
  covered = 0;
  additions = 0;
  const repository = {
    versionBelow: () => Promise.resolve(version),
    sums: () => {
      additions += 1;
      return Promise.resolve(new Map<number, Counts>([[4, { ...noCounts(), covered }]]));
    },
  };
  sums = new BoardSums(repository as unknown as CoverageRepository);
});

async function coveredOn(audience: string): Promise<number> {
  return (await sums.of(region, 'plan', 1, audience)).get(4)!.covered;
}

it('adds up once while nothing is written', async () => {
  await coveredOn('all');
  await coveredOn('all');
  expect(additions).toBe(1);
});

it('adds up anew after a leaf was written, and for every audience of its own', async () => {
  await coveredOn('all');
  covered = 1;
  version = '10 2';
  expect(await coveredOn('all')).toBe(1);
  expect(await coveredOn('returnee')).toBe(1);
  expect(additions).toBe(3);
});

it('keeps a bounded number of boards', async () => {
  for (let audience = 0; audience <= 500; audience += 1) await coveredOn(`audience ${audience}`);
  await coveredOn('audience 1');
  expect(additions).toBe(501);
  await coveredOn('audience 0');
  expect(additions).toBe(502);
});
