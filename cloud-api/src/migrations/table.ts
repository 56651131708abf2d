import { type QueryRunner, Table, type TableColumnOptions, type TableIndexOptions } from 'typeorm';

/** Column kinds for migrations. Frozen: a migration must mean tomorrow what it meant when it was written. */
type Extra = Partial<TableColumnOptions>;

export const key = (name = 'id'): TableColumnOptions => ({ name, type: 'varchar', length: '36', isPrimary: true });
export const id = (name: string, extra: Extra = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '36',
  ...extra,
});
/** SQLite counts up only an INTEGER key, and TypeORM knows no `int` there. */
export const counted = (name = 'id'): TableColumnOptions => ({
  name,
  type: 'integer',
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
});
export const text = (name: string, length: number, extra: Extra = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...extra,
});
export const longText = (name: string, extra: Extra = {}): TableColumnOptions => ({ name, type: 'text', ...extra });
export const int = (name: string, extra: Extra = {}): TableColumnOptions => ({ name, type: 'integer', ...extra });
export const big = (name: string, extra: Extra = {}): TableColumnOptions => ({ name, type: 'bigint', ...extra });
export const flag = (runner: QueryRunner, name: string, extra: Extra = {}): TableColumnOptions => ({
  name,
  type: runner.dataSource.driver.normalizeType({ type: 'boolean' }),
  ...extra,
});
export const nullable: Extra = { isNullable: true };

export const index = (name: string, columnNames: string[]): TableIndexOptions => ({ name, columnNames });
export const unique = (name: string, columnNames: string[]): TableIndexOptions => ({
  name,
  columnNames,
  isUnique: true,
});

/** Binary collation: keys and names are compared as they are, on both databases. */
const mysqlOptions = { engine: 'InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin' };

export async function createTable(
  runner: QueryRunner,
  name: string,
  columns: TableColumnOptions[],
  indices: TableIndexOptions[] = [],
): Promise<void> {
  const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
  await runner.createTable(new Table({ name, columns, indices, ...(isSqlite ? {} : mysqlOptions) }));
}
