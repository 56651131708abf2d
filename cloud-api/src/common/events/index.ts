export type { NewEvent, StoredEvent } from './event.js';
export { EventLog } from './event-log.js';
export { EventWorker } from './event-worker.js';
export { EventsModule } from './events.module.js';
export { takeLease } from './lease.js';
export { type LoggedEvent, loggedEvents, verifyLog, type VerificationFinding } from './verify.js';
export { RecentReads } from './recent-reads.js';
export { Rounds } from './rounds.js';
