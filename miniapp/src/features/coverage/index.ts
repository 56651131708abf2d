export { useCoverage } from './coverage.queries';
export { coverageBars, percent } from './coverage.rules';
export { CoverageBoard } from './components/coverage-board';
export type { CoverageChoice } from './components/coverage-pickers';
export { ProgressScreen } from './screens/progress-screen';
