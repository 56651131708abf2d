import { Controller, Get } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import {
  VisitCorrectPayload,
  VisitEnterPaperPayload,
  VisitLogPayload,
  VisitVoidPayload,
} from './dto/visit-commands.dto.js';
import { VisitList, VisitWithHistory } from './dto/visit.dto.js';
import { VisitsService } from './visits.service.js';

/** Reading only: visits are written by commands through /sync/push. */
@ApiTags('visits')
@ApiExtraModels(VisitLogPayload, VisitEnterPaperPayload, VisitCorrectPayload, VisitVoidPayload)
@Controller()
export class VisitsController {
  constructor(private readonly visits: VisitsService) {}

  @Get('doors/:id/visits')
  @RequirePermission(Permission.DoorRead)
  @Answers(VisitList)
  async ofDoor(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<VisitList> {
    return { items: await this.visits.ofDoor(actor, id) };
  }

  @Get('visits/:id')
  @RequirePermission(Permission.DoorRead)
  @Answers(VisitWithHistory)
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<VisitWithHistory> {
    return this.visits.one(actor, id);
  }
}
