export {
  JobCancelled,
  JobFailed,
  type JobHandler,
  JobLost,
  JobState,
  type Job,
  type NewJob,
  type RunningJob,
} from './job.js';
export { JobProcess } from './job-process.js';
export { JobQueue } from './job-queue.js';
export { JobRunner } from './job-runner.js';
export { JobsModule } from './jobs.module.js';
