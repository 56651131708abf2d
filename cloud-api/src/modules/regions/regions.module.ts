import { Global, Module } from '@nestjs/common';
import { LeafClock } from './leaf-clock.js';
import { RegionsController } from './regions.controller.js';
import { RegionsRepository } from './regions.repository.js';
import { RegionsService } from './regions.service.js';

@Global()
@Module({
  controllers: [RegionsController],
  providers: [RegionsRepository, RegionsService, LeafClock],
  exports: [RegionsService, LeafClock],
})
export class RegionsModule {}
