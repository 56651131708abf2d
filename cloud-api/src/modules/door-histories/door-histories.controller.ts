import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { DuplicatesService } from './duplicates.service.js';
import {
  DistinctDoors,
  DoorMerge,
  DoorSplit,
  DoorVersion,
  DuplicateList,
  DuplicateQuery,
} from './dto/door-histories.dto.js';
import { MergesService } from './merges.service.js';
import { SplitsService } from './splits.service.js';

@ApiTags('doors')
@Controller()
export class DoorHistoriesController {
  constructor(
    private readonly duplicates: DuplicatesService,
    private readonly merges: MergesService,
    private readonly splits: SplitsService,
  ) {}

  @Get('duplicates')
  @RequirePermission(Permission.AssignmentManage)
  @Answers(DuplicateList)
  list(@CurrentActor() actor: Actor, @Query() query: DuplicateQuery): Promise<DuplicateList> {
    return this.duplicates.list(actor, query);
  }

  @Post('duplicates/dismiss')
  @HttpCode(204)
  @RequirePermission(Permission.AssignmentManage)
  dismiss(@CurrentActor() actor: Actor, @Body() body: DistinctDoors): Promise<void> {
    return this.duplicates.dismiss(actor, body);
  }

  @Post('doors/:id/merge')
  @HttpCode(200)
  @RequirePermission(Permission.AssignmentManage)
  @Answers(DoorVersion)
  merge(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: DoorMerge): Promise<DoorVersion> {
    return this.merges.merge(actor, id, body);
  }

  @Post('doors/:id/split')
  @HttpCode(200)
  @RequirePermission(Permission.AssignmentManage)
  @Answers(DoorVersion)
  split(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: DoorSplit): Promise<DoorVersion> {
    return this.splits.split(actor, id, body);
  }
}
