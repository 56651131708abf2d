import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid7 } from 'uuid';
import { createTestApp, type TestApp } from '../../../test/harness/app.js';
import type { Queryable } from '../../common/database/index.js';
import { SignatureRepository } from './signature.repository.js';

let test: TestApp;
let plans: string[];

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

/** Asks the database how it would go about each query, instead of carrying it out. */
function explaining(): Queryable {
  plans = [];
  return {
    dialect: test.database.dialect,
    query: async (sql, parameters) => {
      const rows = await test.database.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, parameters);
      plans.push(...rows.map(({ detail }) => detail));
      return [];
    },
  };
}

describe('what holds already', () => {
  it.each([
    ['at doors', [2, 0, 0]],
    ['of letters', [0, 2, 0]],
    ['at doors, in the place of signatures', [2, 0, 2]],
    ['of all three', [2, 2, 2]],
  ] as const)('is found by an index: %s', async (_, counts) => {
    if (test.kind !== 'sqlite') return;
    const [doors, letters, signatures] = counts.map((length) => Array.from({ length }, () => uuid7()));
    await new SignatureRepository().standing(explaining(), doors!, letters!, signatures!);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  });
});
