export * from './columns.js';
export { Database, isDuplicateKey, StaleRead } from './database.js';
export { GroupCommit } from './group-commit.js';
export { DatabaseModule } from './database.module.js';
export { dataSourceOptions, openDataSource } from './data-source.js';
export {
  anyOf,
  chunks,
  insertStatement,
  placeholders,
  prefixPattern,
  type Dialect,
  type Row,
  type SqlValue,
} from './sql.js';
export { Transaction, type Queryable } from './transaction.js';
export { numberOrNull } from './values.js';
