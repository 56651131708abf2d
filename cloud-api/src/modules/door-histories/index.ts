export { DoorHistoriesModule } from './door-histories.module.js';
export { MergesService } from './merges.service.js';
export { SplitsService } from './splits.service.js';
