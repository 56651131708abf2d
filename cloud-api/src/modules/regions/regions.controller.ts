import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers, RegionParam } from '../../common/http/index.js';
import {
  DrawnRegions,
  NewRegion,
  Region,
  RegionChange,
  RegionClosing,
  RegionList,
  RegionQuery,
} from './dto/region.dto.js';
import { Level } from './region.rules.js';
import { RegionsService } from './regions.service.js';

@ApiTags('regions')
@Controller('regions')
export class RegionsController {
  constructor(private readonly regions: RegionsService) {}

  @Get()
  @RequirePermission(Permission.CoverageRead)
  @Answers(RegionList)
  async list(@CurrentActor() actor: Actor, @Query() query: RegionQuery): Promise<RegionList> {
    return { items: await this.regions.list(actor, query.parentId) };
  }

  @Get(':id')
  @RequirePermission(Permission.CoverageRead)
  @Answers(Region)
  get(@CurrentActor() actor: Actor, @RegionParam() id: number): Promise<Region> {
    return this.regions.get(actor, id);
  }

  @Post()
  @HttpCode(200)
  @RequirePermission(Permission.RegionManage)
  @Answers(Region)
  create(@CurrentActor() actor: Actor, @Body() body: NewRegion): Promise<Region> {
    return this.regions.create(actor, body);
  }

  @Post(':id/grids')
  @HttpCode(200)
  @RequirePermission(Permission.RegionManage)
  @Answers(RegionList)
  async drawGrids(
    @CurrentActor() actor: Actor,
    @RegionParam() id: number,
    @Body() body: DrawnRegions,
  ): Promise<RegionList> {
    return { items: await this.regions.draw(actor, id, Level.Grid, body) };
  }

  @Post(':id/groups')
  @HttpCode(200)
  @RequirePermission(Permission.RegionManage)
  @Answers(RegionList)
  async drawGroups(
    @CurrentActor() actor: Actor,
    @RegionParam() id: number,
    @Body() body: DrawnRegions,
  ): Promise<RegionList> {
    return { items: await this.regions.draw(actor, id, Level.Group, body) };
  }

  @Patch(':id')
  @RequirePermission(Permission.RegionManage)
  @Answers(Region)
  change(@CurrentActor() actor: Actor, @RegionParam() id: number, @Body() body: RegionChange): Promise<Region> {
    return this.regions.change(actor, id, body);
  }

  @Post(':id/close')
  @HttpCode(200)
  @RequirePermission(Permission.RegionManage)
  @Answers(Region)
  close(@CurrentActor() actor: Actor, @RegionParam() id: number, @Body() body: RegionClosing): Promise<Region> {
    return this.regions.close(actor, id, body);
  }
}
