import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission, SignedIn } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { Push, PushAnswer } from './dto/push.dto.js';
import { QuarantineDecision, QuarantineList, QuarantineQuery } from './dto/quarantine.dto.js';
import { PushService } from './push.service.js';
import { QuarantineService } from './quarantine.service.js';

@ApiTags('sync')
@Controller()
export class SyncController {
  constructor(
    private readonly pushes: PushService,
    private readonly quarantine: QuarantineService,
  ) {}

  /** Open to everybody who ever held a post: work done before a post was lost must still arrive. */
  @Post('sync/push')
  @HttpCode(200)
  @SignedIn()
  @Answers(PushAnswer)
  push(@CurrentActor() actor: Actor, @Body() body: Push): Promise<PushAnswer> {
    return this.pushes.push(actor, body);
  }

  @Get('quarantine')
  @RequirePermission(Permission.QuarantineDecide)
  @Answers(QuarantineList)
  list(@CurrentActor() actor: Actor, @Query() query: QuarantineQuery): Promise<QuarantineList> {
    return this.quarantine.list(actor, query);
  }

  @Post('quarantine/:id/decision')
  @HttpCode(204)
  @RequirePermission(Permission.QuarantineDecide)
  decide(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: QuarantineDecision): Promise<void> {
    return this.quarantine.decide(actor, id, body);
  }
}
