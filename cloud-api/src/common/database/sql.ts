/** Small pieces of SQL that the two dialects spell differently, or that every repository needs. */
export type Dialect = 'sqlite' | 'mysql';
export type SqlValue = string | number | boolean | null;
export type Row = Record<string, SqlValue>;

/** `?, ?, ?` for a list of `count` values. */
export function placeholders(count: number): string {
  return count === 0 ? '' : `?${', ?'.repeat(count - 1)}`;
}

/** MariaDB makes a table of a list of a thousand values or more, and then sorts what an index has in order. */
const longestList = 999;

/** `column IN (?, …)`, or a condition that no row meets when the list is empty. */
export function anyOf(column: string, values: readonly SqlValue[]): { sql: string; parameters: SqlValue[] } {
  if (values.length === 0) return { sql: '1 = 0', parameters: [] };
  const lists = chunks(values, longestList).map((part) => `${column} IN (${placeholders(part.length)})`);
  return { sql: lists.length === 1 ? lists[0]! : `(${lists.join(' OR ')})`, parameters: [...values] };
}

/** One INSERT of all rows; they must have the same columns as the first. */
export function insertStatement(table: string, rows: readonly Row[]): { sql: string; parameters: SqlValue[] } {
  const columns = Object.keys(rows[0]!);
  const values = `(${placeholders(columns.length)})`;
  const parameters: SqlValue[] = [];
  for (const row of rows) for (const column of columns) parameters.push(row[column] ?? null);
  return {
    sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values}${`, ${values}`.repeat(rows.length - 1)}`,
    parameters,
  };
}

/**
 * INSERT that, where the table's one key exists already, replaces the columns of `set` and adds to those of `add`.
 * MariaDB takes any unique key for the key, so an upserted table has exactly one.
 */
export function upsertStatement(
  dialect: Dialect,
  table: string,
  rows: readonly Row[],
  key: readonly string[],
  change: { set?: readonly string[]; add?: readonly string[] },
): { sql: string; parameters: SqlValue[] } {
  const insert = insertStatement(table, rows);
  const incoming = (column: string) => (dialect === 'sqlite' ? `excluded.${column}` : `VALUES(${column})`);
  const own = (column: string) => (dialect === 'sqlite' ? `${table}.${column}` : column);
  const assignments = [
    ...(change.set ?? []).map((column) => `${column} = ${incoming(column)}`),
    ...(change.add ?? []).map((column) => `${column} = ${own(column)} + ${incoming(column)}`),
  ].join(', ');
  const clause = dialect === 'sqlite' ? `ON CONFLICT (${key.join(', ')}) DO UPDATE SET` : 'ON DUPLICATE KEY UPDATE';
  return { sql: `${insert.sql} ${clause} ${assignments}`, parameters: insert.parameters };
}

/** Splits rows so that one statement stays below both databases' limit of bound values. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += size) parts.push(items.slice(from, from + size));
  return parts;
}

/** LIKE pattern for a literal prefix; `!` is the escape character. */
export function prefixPattern(prefix: string): string {
  return `${prefix.replace(/[!%_]/g, '!$&')}%`;
}
