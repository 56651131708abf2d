import { Module, type OnModuleInit } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import { TimestampAuthority } from './timestamp-authority.js';
import { TimestampWorker } from './timestamp-worker.js';
import { TimestampRepository } from './timestamp.repository.js';
import { TimestampsService } from './timestamps.service.js';

@Module({
  providers: [TimestampAuthority, TimestampRepository, TimestampsService, TimestampWorker],
  exports: [TimestampsService, TimestampWorker],
})
export class TimestampsModule implements OnModuleInit {
  constructor(
    private readonly timestamps: TimestampsService,
    private readonly eventLog: EventLog,
  ) {}

  onModuleInit(): void {
    this.eventLog.addProjection({
      types: ['papers.signed'],
      project: (transaction, events) => this.timestamps.expect(transaction, events),
    });
  }
}
