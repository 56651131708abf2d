import { describe, expect, it } from '@jest/globals';
import { anyOf } from './sql.js';

describe('a list of values', () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => index);
  const longest = (sql: string) => Math.max(...sql.split(' OR ').map((list) => list.match(/\?/g)!.length));

  it('never reaches the length at which MariaDB makes a table of it', () => {
    const { sql, parameters } = anyOf('d.grid_id', values(2_500));
    expect(parameters).toEqual(values(2_500));
    expect(sql.match(/\?/g)).toHaveLength(2_500);
    expect(longest(sql)).toBeLessThan(1_000);
    expect(sql).toMatch(/^\(.*\)$/);
  });

  it('of none holds no row', () => {
    expect(anyOf('id', [])).toEqual({ sql: '1 = 0', parameters: [] });
  });
});
