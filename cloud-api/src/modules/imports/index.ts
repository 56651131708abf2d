export { ImportLayout, type ImportDecision, type ImportMapping } from './dto/import.dto.js';
export {
  type ChangeValue,
  type ImportCheck,
  type ImportKind,
  ImportKindName,
  type ImportOutcome,
  type ImportProblem,
  type ImportPublishing,
  type ImportSheet,
  type MissingPlace,
  type RecordChange,
} from './import-kind.js';
export { ImportRegistry } from './import-registry.js';
export { ImportsModule } from './imports.module.js';
