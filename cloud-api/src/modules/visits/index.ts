export { isInRound, lateAfterMs, NotCounting, type VisitFacts, VisitSource, whyNotCounting } from './visit.rules.js';
export type { LatestVisit } from './visit.repository.js';
export { VisitsModule } from './visits.module.js';
export { VisitsService } from './visits.service.js';
