import { Module, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '../../common/jobs/index.js';
import { CoverageModule } from '../coverage/index.js';
import { SignaturesModule } from '../signatures/index.js';
import { VisitsModule } from '../visits/index.js';
import { BookMaker } from './book-maker.js';
import { ExportDoors } from './export-doors.js';
import { ExportJob } from './export-job.js';
import { ExportPapers } from './export-papers.js';
import { ExportPlaces } from './export-places.js';
import { ExportSourceRepository } from './export-source.repository.js';
import { ExportRepository } from './export.repository.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';
import { ProgressMaker } from './progress-maker.js';
import { RegisterMaker } from './register-maker.js';

@Module({
  imports: [CoverageModule, SignaturesModule, VisitsModule],
  controllers: [ExportsController],
  providers: [
    BookMaker,
    ExportDoors,
    ExportJob,
    ExportPapers,
    ExportPlaces,
    ExportRepository,
    ExportsService,
    ExportSourceRepository,
    ProgressMaker,
    RegisterMaker,
  ],
})
export class ExportsModule implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly job: ExportJob,
  ) {}

  onModuleInit(): void {
    this.runner.register(this.job);
  }
}
