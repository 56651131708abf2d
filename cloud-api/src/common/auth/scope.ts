import type { SqlValue } from '../database/sql.js';

export interface SqlCondition {
  sql: string;
  parameters: SqlValue[];
}

/**
 * `column` (a region path) lies within one of the paths. Written as a range, so that the path's index serves it:
 * paths end in `/`, and `0` is the character after it.
 */
export function withinPaths(column: string, paths: readonly string[]): SqlCondition {
  if (paths.length === 0) return { sql: '1 = 0', parameters: [] };
  return {
    sql: `(${paths.map(() => `(${column} >= ? AND ${column} < ?)`).join(' OR ')})`,
    parameters: paths.flatMap((path) => [path, pathEnd(path)]),
  };
}

/** The first string after everything that begins with the path. */
export function pathEnd(path: string): string {
  return `${path.slice(0, -1)}0`;
}
