export { JobFailed, type JobHandler, JobState, type Job, type RunningJob } from './job.js';
export { JobProcess } from './job-process.js';
export { JobQueue } from './job-queue.js';
export { JobRunner } from './job-runner.js';
export { JobsModule } from './jobs.module.js';
