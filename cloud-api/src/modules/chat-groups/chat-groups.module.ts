import { Module } from '@nestjs/common';
import { AbsencesController } from './absences.controller.js';
import { AbsencesService } from './absences.service.js';
import { AlignmentRepository } from './alignment.repository.js';
import { ChatGroupsController } from './chat-groups.controller.js';
import { ChatGroupsDirectory } from './chat-groups-directory.js';
import { ChatGroupsService } from './chat-groups.service.js';
import { GroupAligner } from './group-aligner.js';
import { GroupBindings } from './group-bindings.js';
import { GroupJoins } from './group-joins.js';
import { GroupPeopleRepository } from './group-people.repository.js';
import { TargetRepository } from './target.repository.js';

@Module({
  controllers: [ChatGroupsController, AbsencesController],
  providers: [
    AbsencesService,
    AlignmentRepository,
    ChatGroupsDirectory,
    ChatGroupsService,
    GroupAligner,
    GroupBindings,
    GroupJoins,
    GroupPeopleRepository,
    TargetRepository,
  ],
  exports: [ChatGroupsDirectory],
})
export class ChatGroupsModule {}
