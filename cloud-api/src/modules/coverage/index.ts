export { CoverageModule } from './coverage.module.js';
export { CoverageProjector } from './coverage-projector.js';
export { CoverageRepository } from './coverage.repository.js';
export { CoverageReconciler } from './coverage-reconciler.js';
export { CoverageService } from './coverage.service.js';
export { CountDifferences, progressOf, ProgressState } from './coverage.rules.js';
export type { Coverage, CoverageCounts } from './dto/coverage.dto.js';
