export type { NewEvent, StoredEvent } from './event.js';
export { EventLog, type Projection, type Reaction } from './event-log.js';
export { EventWorker } from './event-worker.js';
export { EventsModule } from './events.module.js';
export { takeLease, type Lease } from './lease.js';
export { merkleRoot } from './merkle.js';
export { Sealer } from './sealer.js';
export { type LoggedEvent, loggedEvents, verifyLog, type VerificationFinding } from './verify.js';
export { RecentReads } from './recent-reads.js';
