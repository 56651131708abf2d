export { ConflictScreen } from './screens/conflict-screen';
export { SyncScreen } from './screens/sync-screen';
export { refreshAfterSync } from './refresh-after-sync';
