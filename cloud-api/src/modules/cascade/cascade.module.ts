import { Module } from '@nestjs/common';
import { ChatGroupsModule } from '../chat-groups/index.js';
import { CascadeViews } from './cascade-views.js';
import { DirectiveClips } from './directive-clips.js';
import { DirectivesController } from './directives.controller.js';
import { DirectivesService } from './directives.service.js';
import { MyRelaysService } from './my-relays.service.js';
import { OpeningsService } from './openings.service.js';
import { RelaysController } from './relays.controller.js';
import { SupervisionService } from './supervision.service.js';

@Module({
  imports: [ChatGroupsModule],
  controllers: [DirectivesController, RelaysController],
  providers: [CascadeViews, DirectiveClips, DirectivesService, MyRelaysService, OpeningsService, SupervisionService],
})
export class CascadeModule {}
