export { whyNotCounted, type NotCountedReason, type VisitEvidence } from './counting.rules';
