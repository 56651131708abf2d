import { Module, type OnModuleInit } from '@nestjs/common';
import { ChatGroupsModule } from '../chat-groups/index.js';
import { DocumentsModule } from '../documents/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { CommandRegistry } from '../sync/index.js';
import { WechatModule } from '../wechat/index.js';
import { CascadeNotices } from './cascade-notices.js';
import { CascadeViews } from './cascade-views.js';
import { ContentChecks } from './content-checks.js';
import { DirectiveAccess } from './directive-access.js';
import { DirectiveClips } from './directive-clips.js';
import { DirectiveRepository } from './directive.repository.js';
import { DirectivesController } from './directives.controller.js';
import { DirectivesService } from './directives.service.js';
import { DraftJudge } from './draft-judge.js';
import { EscalationWorker } from './escalation-worker.js';
import { Escalations } from './escalations.js';
import { HopOpener } from './hop-opener.js';
import { MyRelaysService } from './my-relays.service.js';
import { OpeningRepository } from './opening.repository.js';
import { OpeningsService } from './openings.service.js';
import { PublicationsService } from './publications.service.js';
import { Publisher } from './publisher.js';
import { ReceiptRepository } from './receipt.repository.js';
import { RelayAccess } from './relay-access.js';
import { RelayCommands } from './relay-commands.js';
import { RelayNodes } from './relay-nodes.js';
import { RelayReads } from './relay-reads.js';
import { RelayRepository } from './relay.repository.js';
import { RelaysController } from './relays.controller.js';
import { SupervisionViews } from './supervision-views.js';
import { SupervisionService } from './supervision.service.js';
import { WatchRepository } from './watch.repository.js';

@Module({
  imports: [ChatGroupsModule, DocumentsModule, NotificationsModule, WechatModule],
  controllers: [DirectivesController, RelaysController],
  providers: [
    CascadeNotices,
    CascadeViews,
    ContentChecks,
    DirectiveAccess,
    DirectiveClips,
    DirectiveRepository,
    DirectivesService,
    DraftJudge,
    EscalationWorker,
    Escalations,
    HopOpener,
    MyRelaysService,
    OpeningRepository,
    OpeningsService,
    PublicationsService,
    Publisher,
    ReceiptRepository,
    RelayAccess,
    RelayCommands,
    RelayNodes,
    RelayReads,
    RelayRepository,
    SupervisionService,
    SupervisionViews,
    WatchRepository,
  ],
  exports: [EscalationWorker],
})
export class CascadeModule implements OnModuleInit {
  constructor(
    private readonly registry: CommandRegistry,
    private readonly commands: RelayCommands,
  ) {}

  onModuleInit(): void {
    this.registry.register(...this.commands.handlers());
  }
}
