export { type CommandHandler, type CommandOutcome, type ReceivedCommand } from './command.js';
export { CommandRegistry } from './command-registry.js';
export { CommandRepository } from './command.repository.js';
export { PushService } from './push.service.js';
export { QuarantineRepository } from './quarantine.repository.js';
export { type Cursor, decodeCursor, encodeCursor, toleratedFutureMs } from './sync.rules.js';
export { SyncModule } from './sync.module.js';
