import { Module, type OnModuleInit } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import { HandOverService } from './hand-over.service.js';
import { ImportRegistry } from '../imports/index.js';
import { RosterKind } from './roster-kind.js';
import { RosterStates } from './roster-state.js';
import { RosterController } from './roster.controller.js';
import { RosterRepository } from './roster.repository.js';
import { TeamPairing } from './team-pairing.service.js';

@Module({
  controllers: [RosterController],
  providers: [HandOverService, RosterKind, RosterRepository, RosterStates, TeamPairing],
})
export class RosterModule implements OnModuleInit {
  constructor(
    private readonly registry: ImportRegistry,
    private readonly kind: RosterKind,
    private readonly pairing: TeamPairing,
    private readonly eventLog: EventLog,
  ) {}

  onModuleInit(): void {
    this.registry.register(this.kind);
    this.eventLog.addProjection({
      types: ['post.revoked'],
      project: (transaction, events) => this.pairing.followRevokedPosts(transaction, events),
    });
  }
}
