export { TimestampWorker } from './timestamp-worker.js';
export { TimestampsModule } from './timestamps.module.js';
export { type CheckedTimestamp, TimestampsService, type TimestampState } from './timestamps.service.js';
