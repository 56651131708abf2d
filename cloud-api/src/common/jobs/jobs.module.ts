import { Global, Module } from '@nestjs/common';
import { JobProcess } from './job-process.js';
import { JobQueue } from './job-queue.js';
import { JobRepository } from './job.repository.js';
import { JobRunner } from './job-runner.js';

@Global()
@Module({ providers: [JobQueue, JobRepository, JobRunner, JobProcess], exports: [JobQueue, JobRunner, JobProcess] })
export class JobsModule {}
