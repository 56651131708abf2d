import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { DoorViewsService } from './door-views.service.js';
import { DoorList, DoorQuery, DoorView } from './dto/door-view.dto.js';
import { Pull, PullAnswer } from './dto/pull.dto.js';
import { PullService } from './pull.service.js';

@ApiTags('doors')
@Controller()
export class DoorViewsController {
  constructor(
    private readonly views: DoorViewsService,
    private readonly pulls: PullService,
  ) {}

  /** Open to everybody signed in: without a post it brings no doors, but still confirms what was sent before. */
  @Post('sync/pull')
  @HttpCode(200)
  @SignedIn()
  @Answers(PullAnswer)
  pull(@CurrentActor() actor: Actor, @Body() body: Pull): Promise<PullAnswer> {
    return this.pulls.pull(actor, body);
  }

  @Get('doors')
  @RequirePermission(Permission.DoorRead)
  @Answers(DoorList)
  list(@CurrentActor() actor: Actor, @Query() query: DoorQuery): Promise<DoorList> {
    return this.views.list(actor, query);
  }

  @Get('doors/:id')
  @RequirePermission(Permission.DoorRead)
  @Answers(DoorView)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DoorView> {
    return this.views.one(actor, id);
  }
}
