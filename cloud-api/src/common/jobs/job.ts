import type { SqlValue } from '../database/sql.js';

export const JobState = {
  Queued: 'queued',
  Running: 'running',
  Done: 'done',
  Failed: 'failed',
  Cancelled: 'cancelled',
} as const;
export type JobState = (typeof JobState)[keyof typeof JobState];

/** Work to be done off the request thread. `input` names things by id and holds nothing personal. */
export interface NewJob {
  kind: string;
  /** Null for work that nobody asked for. */
  actorId: string | null;
  regionId: number | null;
  input: Record<string, SqlValue>;
}

export interface Job {
  id: string;
  kind: string;
  actorId: string | null;
  regionId: number | null;
  input: Record<string, SqlValue>;
  state: JobState;
  /** Steps done of `total`; a total of 0 says that nobody knows yet. */
  done: number;
  total: number;
  result: Record<string, unknown> | null;
  /** A stable snake_case reason. */
  error: string | null;
}

/** The job as its handler sees it. */
export interface RunningJob {
  readonly id: string;
  /** Who asked for it; empty when nobody did. */
  readonly actorId: string;
  readonly regionId: number | null;
  readonly input: Record<string, SqlValue>;
  /** Tells how far it is and keeps the lease; throws JobCancelled or JobLost when the work must stop. Cheap to call often. */
  progress(done: number, total: number): Promise<void>;
}

/** Carries out jobs of one kind. It may be run again from the start after a crash, and must bear it. */
export interface JobHandler {
  readonly kind: string;
  /** What it returns is kept as the job's result: numbers and ids. */
  run(job: RunningJob): Promise<Record<string, unknown>>;
  /** The job came to nothing; whatever waits for it is told here. */
  ended?(job: Job, state: 'failed' | 'cancelled', error: string): Promise<void>;
}

/** Somebody asked for the job to stop. */
export class JobCancelled extends Error {}

/** Another process took the job over: this one must write nothing more. */
export class JobLost extends Error {}

/** The work cannot be done, for a reason that a person can put right; `code` is stable and snake_case. */
export class JobFailed extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}
