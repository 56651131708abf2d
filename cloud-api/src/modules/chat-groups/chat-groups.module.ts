import { Module } from '@nestjs/common';
import { WechatModule } from '../wechat/index.js';
import { AbsenceRepository } from './absence.repository.js';
import { AbsencesController } from './absences.controller.js';
import { AbsencesService } from './absences.service.js';
import { AlignmentRepository } from './alignment.repository.js';
import { CardRepository } from './card.repository.js';
import { ChatGroupsController } from './chat-groups.controller.js';
import { ChatGroupsDirectory } from './chat-groups-directory.js';
import { ChatGroupsService } from './chat-groups.service.js';
import { GroupAccess } from './group-access.js';
import { GroupAligner } from './group-aligner.js';
import { GroupBindings } from './group-bindings.js';
import { GroupJoins } from './group-joins.js';
import { GroupPeopleRepository } from './group-people.repository.js';
import { GroupViews } from './group-views.js';
import { GroupRepository } from './group.repository.js';
import { JoinRepository } from './join.repository.js';
import { TargetRepository } from './target.repository.js';

@Module({
  imports: [WechatModule],
  controllers: [ChatGroupsController, AbsencesController],
  providers: [
    AbsenceRepository,
    AbsencesService,
    AlignmentRepository,
    CardRepository,
    ChatGroupsDirectory,
    ChatGroupsService,
    GroupAccess,
    GroupAligner,
    GroupBindings,
    GroupJoins,
    GroupPeopleRepository,
    GroupRepository,
    GroupViews,
    JoinRepository,
    TargetRepository,
  ],
  exports: [ChatGroupsDirectory],
})
export class ChatGroupsModule {}
