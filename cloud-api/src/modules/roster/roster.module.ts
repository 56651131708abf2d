import { Module, type OnModuleInit } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import { HandOverService } from './hand-over.service.js';
import { RosterController } from './roster.controller.js';
import { TeamPairing } from './team-pairing.service.js';

@Module({
  controllers: [RosterController],
  providers: [HandOverService, TeamPairing],
})
export class RosterModule implements OnModuleInit {
  constructor(
    private readonly pairing: TeamPairing,
    private readonly eventLog: EventLog,
  ) {}

  onModuleInit(): void {
    this.eventLog.addProjection({
      types: ['post.revoked'],
      project: (transaction, events) => this.pairing.followRevokedPosts(transaction, events),
    });
  }
}
