import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '../../common/jobs/index.js';
import { ImportJobs } from './import-jobs.js';
import { ImportRegistry } from './import-registry.js';
import { ImportRepository } from './import.repository.js';
import { ImportShapes } from './import-shape.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { ListTidying } from './list-tidying.js';
import { StagedLists } from './staged-lists.js';

/** Global, because every module that reads files registers its kind here. */
@Global()
@Module({
  controllers: [ImportsController],
  providers: [ImportJobs, ImportRegistry, ImportRepository, ImportShapes, ImportsService, ListTidying, StagedLists],
  exports: [ImportRegistry, ListTidying, StagedLists],
})
export class ImportsModule implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly jobs: ImportJobs,
    private readonly tidying: ListTidying,
  ) {}

  onModuleInit(): void {
    this.runner.register(...this.jobs.handlers(), this.tidying);
  }
}
