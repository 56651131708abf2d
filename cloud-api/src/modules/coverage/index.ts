export { CoverageModule } from './coverage.module.js';
export { CoverageProjector } from './coverage-projector.js';
export { CoverageRepository } from './coverage.repository.js';
export { CoverageReconciler, type Reconciliation } from './coverage-reconciler.js';
export { CoverageService } from './coverage.service.js';
export { CountDifferences, type DoorProgress, progressOf, ProgressState } from './coverage.rules.js';
export type { Coverage, CoverageChild, CoverageCounts } from './dto/coverage.dto.js';
