import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, IdParam } from '../../common/http/index.js';
import { NewPlan, Plan, PlanEdit, PlanList, PlanPresetList, PlanQuery } from './dto/plan.dto.js';
import { PlansService } from './plans.service.js';

@ApiTags('plans')
@Controller()
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Get('plan-presets')
  @RequirePermission(Permission.PlanRead)
  @Answers(PlanPresetList)
  listPresets(): PlanPresetList {
    return { items: this.plans.listPresets() };
  }

  @Get('plans')
  @RequirePermission(Permission.PlanRead)
  @Answers(PlanList)
  async list(@CurrentActor() actor: Actor, @Query() query: PlanQuery): Promise<PlanList> {
    return { items: await this.plans.list(actor, query.regionId) };
  }

  @Get('plans/:id')
  @RequirePermission(Permission.PlanRead)
  @Answers(Plan)
  get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Plan> {
    return this.plans.get(actor, id);
  }

  @Post('plans')
  @HttpCode(200)
  @RequirePermission(Permission.PlanManage)
  @Answers(Plan)
  start(@CurrentActor() actor: Actor, @Body() body: NewPlan): Promise<Plan> {
    return this.plans.start(actor, body);
  }

  @Patch('plans/:id')
  @RequirePermission(Permission.PlanManage)
  @Answers(Plan)
  edit(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: PlanEdit): Promise<Plan> {
    return this.plans.edit(actor, id, body);
  }

  @Post('plans/:id/end')
  @HttpCode(200)
  @RequirePermission(Permission.PlanManage)
  @Answers(Plan)
  end(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Plan> {
    return this.plans.end(actor, id);
  }

  @Post('plans/:id/cancel')
  @HttpCode(200)
  @RequirePermission(Permission.PlanManage)
  @Answers(Plan)
  cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<Plan> {
    return this.plans.cancel(actor, id);
  }
}
