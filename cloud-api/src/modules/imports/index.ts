export { type ImportDecision, type ImportMapping } from './dto/import.dto.js';
export {
  type ChangeValue,
  emptyOutcome,
  type ImportCheck,
  type ImportKind,
  type ImportOutcome,
  type ImportProblem,
  type ImportPublishing,
  type ImportSheet,
  type MissingPlace,
  type RecordChange,
} from './import-kind.js';
export { findHeads, type HeadWords, plainHead, suggestByHeads } from './list-columns.rules.js';
export { headsOf, type ListRow, listRows } from './list-rows.js';
export { ListTidying } from './list-tidying.js';
export { StagedLists } from './staged-lists.js';
export { ImportRegistry } from './import-registry.js';
export { ImportsModule } from './imports.module.js';
export { ImportKindName } from './import.rules.js';
