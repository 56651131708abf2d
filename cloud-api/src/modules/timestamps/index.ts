export { TimestampFault } from './timestamp-error.js';
export { TimestampWorker } from './timestamp-worker.js';
export { TimestampsModule } from './timestamps.module.js';
export {
  type CheckedTimestamp,
  type StoredTimestampFault,
  TimestampsService,
  type TimestampState,
} from './timestamps.service.js';
