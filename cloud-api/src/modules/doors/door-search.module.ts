import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import { DoorKeyWriter } from './door-key-writer.js';
import { DoorReindex } from './door-reindex.js';
import { DoorSearch } from './door-search.js';
import { DoorSearchRepository } from './door-search.repository.js';

/** Events after which a door may be found by other texts, or by none. */
const rekeyingEvents = [
  'door.registered',
  'door.changed',
  'door.residents_changed',
  'door.moved',
  'door.merged',
  'door.split',
];

@Global()
@Module({
  providers: [DoorKeyWriter, DoorReindex, DoorSearch, DoorSearchRepository],
  exports: [DoorKeyWriter, DoorSearch],
})
export class DoorSearchModule implements OnModuleInit {
  constructor(
    private readonly keys: DoorKeyWriter,
    private readonly eventLog: EventLog,
  ) {}

  onModuleInit(): void {
    this.eventLog.addProjection({
      types: rekeyingEvents,
      project: async (transaction, events) => {
        const doorIds = events.flatMap((event) => event.doorIds ?? []);
        await this.keys.rewrite(transaction, doorIds);
      },
    });
  }
}
