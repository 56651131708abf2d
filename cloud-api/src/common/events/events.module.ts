import { Global, Module } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { CryptoModule } from '../crypto/index.js';
import { EventLog } from './event-log.js';
import { EventWorker } from './event-worker.js';
import { Sealer } from './sealer.js';

@Global()
@Module({
  imports: [CryptoModule],
  providers: [Clock, EventLog, Sealer, EventWorker],
  exports: [Clock, EventLog, Sealer, EventWorker],
})
export class EventsModule {}
