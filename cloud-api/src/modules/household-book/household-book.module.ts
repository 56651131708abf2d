import { Module, type OnModuleInit } from '@nestjs/common';
import { JobRunner } from '../../common/jobs/index.js';
import { CoverageModule } from '../coverage/index.js';
import { ImportRegistry } from '../imports/index.js';
import { BookFollow } from './book-follow.js';
import { BookRepository } from './book.repository.js';
import { BookStaging } from './book-staging.js';
import { HouseholdBookKind } from './household-book-kind.js';

@Module({
  imports: [CoverageModule],
  providers: [BookFollow, BookRepository, BookStaging, HouseholdBookKind],
})
export class HouseholdBookModule implements OnModuleInit {
  constructor(
    private readonly registry: ImportRegistry,
    private readonly runner: JobRunner,
    private readonly kind: HouseholdBookKind,
    private readonly follow: BookFollow,
  ) {}

  onModuleInit(): void {
    this.registry.register(this.kind);
    this.runner.register(this.follow);
  }
}
