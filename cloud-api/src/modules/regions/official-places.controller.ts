import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, RequirePermission } from '../../common/auth/index.js';
import { Answers } from '../../common/http/index.js';
import { ChosenOfficialPlaces, OfficialPlaceList, OfficialPlaceQuery } from './dto/official-place.dto.js';
import { RegionList } from './dto/region.dto.js';
import { OfficialPlacesService } from './official-places.service.js';

@ApiTags('regions')
@Controller('official-places')
export class OfficialPlacesController {
  constructor(private readonly places: OfficialPlacesService) {}

  @Get()
  @RequirePermission(Permission.RegionManage)
  @Answers(OfficialPlaceList)
  async missing(@CurrentActor() actor: Actor, @Query() query: OfficialPlaceQuery): Promise<OfficialPlaceList> {
    return { items: await this.places.missing(actor, query.regionId) };
  }

  @Post()
  @HttpCode(200)
  @RequirePermission(Permission.RegionManage)
  @Answers(RegionList)
  async add(@CurrentActor() actor: Actor, @Body() body: ChosenOfficialPlaces): Promise<RegionList> {
    return { items: await this.places.add(actor, body) };
  }
}
