import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { DoorsService } from './doors.service.js';
import {
  DoorClaimPayload,
  DoorExcludePayload,
  DoorMovePayload,
  DoorRegisterPayload,
  DoorReleasePayload,
  DoorResidentsPayload,
  DoorReturnPayload,
  DoorUpdatePayload,
} from './dto/door-commands.dto.js';
import { ExclusionDecision, RegionQuery, RequestedExclusionList, ResidentPhone } from './dto/doors.dto.js';

@ApiTags('doors')
@ApiExtraModels(
  DoorClaimPayload,
  DoorExcludePayload,
  DoorMovePayload,
  DoorRegisterPayload,
  DoorReleasePayload,
  DoorResidentsPayload,
  DoorReturnPayload,
  DoorUpdatePayload,
)
@Controller()
export class DoorsController {
  constructor(private readonly doors: DoorsService) {}

  @Get('exclusions')
  @RequirePermission(Permission.ExclusionDecide)
  @Answers(RequestedExclusionList)
  exclusions(@CurrentActor() actor: Actor, @Query() query: RegionQuery): Promise<RequestedExclusionList> {
    return this.doors.requestedExclusions(actor, query.regionId);
  }

  @Post('doors/:id/exclusion/decision')
  @HttpCode(204)
  @RequirePermission(Permission.ExclusionDecide)
  decideExclusion(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: ExclusionDecision): Promise<void> {
    return this.doors.decideExclusion(actor, id, body);
  }

  @Get('residents/:id/phone')
  @RequirePermission(Permission.DoorPhone)
  @Answers(ResidentPhone)
  async phone(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ResidentPhone> {
    return { phone: await this.doors.revealPhone(actor, id) };
  }
}
