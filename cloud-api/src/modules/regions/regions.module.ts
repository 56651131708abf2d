import { Global, Module } from '@nestjs/common';
import { LeafClock } from './leaf-clock.js';
import { OfficialPlacesController } from './official-places.controller.js';
import { OfficialPlacesService } from './official-places.service.js';
import { NamedPlaces } from './named-places.js';
import { RegionMerges } from './region-merges.js';
import { RegionsController } from './regions.controller.js';
import { RegionsRepository } from './regions.repository.js';
import { RegionsService } from './regions.service.js';

@Global()
@Module({
  controllers: [RegionsController, OfficialPlacesController],
  providers: [RegionsRepository, RegionMerges, RegionsService, OfficialPlacesService, LeafClock, NamedPlaces],
  exports: [RegionsService, LeafClock, NamedPlaces],
})
export class RegionsModule {}
