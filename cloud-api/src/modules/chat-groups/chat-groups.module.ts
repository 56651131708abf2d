import { Module } from '@nestjs/common';
import { AbsencesController } from './absences.controller.js';
import { AbsencesService } from './absences.service.js';
import { ChatGroupsController } from './chat-groups.controller.js';
import { ChatGroupsDirectory } from './chat-groups-directory.js';
import { ChatGroupsService } from './chat-groups.service.js';
import { GroupBindings } from './group-bindings.js';
import { GroupJoins } from './group-joins.js';

@Module({
  controllers: [ChatGroupsController, AbsencesController],
  providers: [AbsencesService, ChatGroupsDirectory, ChatGroupsService, GroupBindings, GroupJoins],
  exports: [ChatGroupsDirectory],
})
export class ChatGroupsModule {}
