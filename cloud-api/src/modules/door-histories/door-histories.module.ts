import { Module } from '@nestjs/common';
import { DoorHistoriesController } from './door-histories.controller.js';
import { DoorHistoryRepository } from './door-history.repository.js';
import { DuplicatesRepository } from './duplicates.repository.js';
import { DuplicatesService } from './duplicates.service.js';
import { MergesService } from './merges.service.js';
import { SplitsService } from './splits.service.js';

/** What becomes of doors: two that are one, one that becomes two. */
@Module({
  controllers: [DoorHistoriesController],
  providers: [DoorHistoryRepository, DuplicatesRepository, DuplicatesService, MergesService, SplitsService],
  exports: [MergesService, SplitsService],
})
export class DoorHistoriesModule {}
