import { Module } from '@nestjs/common';
import { SignaturesModule } from '../signatures/index.js';
import { VisitsModule } from '../visits/index.js';
import { CoverageController } from './coverage.controller.js';
import { CoverageProjector } from './coverage-projector.js';
import { CoverageReconciler } from './coverage-reconciler.js';
import { CoverageRepository } from './coverage.repository.js';
import { CoverageService } from './coverage.service.js';

@Module({
  imports: [SignaturesModule, VisitsModule],
  controllers: [CoverageController],
  providers: [CoverageProjector, CoverageReconciler, CoverageRepository, CoverageService],
  exports: [CoverageProjector, CoverageReconciler, CoverageService],
})
export class CoverageModule {}
