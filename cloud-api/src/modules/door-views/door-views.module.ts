import { Module } from '@nestjs/common';
import { SignaturesModule } from '../signatures/index.js';
import { VisitsModule } from '../visits/index.js';
import { DoorRelatives } from './door-relatives.js';
import { DoorViewRepository } from './door-view.repository.js';
import { DoorViewsController } from './door-views.controller.js';
import { DoorViewsService } from './door-views.service.js';
import { PullService } from './pull.service.js';

@Module({
  imports: [SignaturesModule, VisitsModule],
  controllers: [DoorViewsController],
  providers: [DoorRelatives, DoorViewRepository, DoorViewsService, PullService],
})
export class DoorViewsModule {}
