import type { Reader } from '../domain/visibility.js';

/** What a worker asks for. `agency` and `unit` narrow what it may see anyway. */
export type JobQuery = Readonly<{
  types: readonly string[]; worker: string; by: Reader; maxJobs: number; lockSeconds: number;
  agency?: string | undefined; unit?: string | undefined;
  /** The open stream that the jobs are pushed to. */
  stream?: string | undefined;
}>;

/** Only what the model's input mappings name leaves the instance. */
export type ActivatedJob = Readonly<{
  jobId: string; lock: string; lockedUntil: Date; type: string; code: string; element: string; name: string; nameEn: string; agency: string; unit: string;
  inputs: object; headers: object; retries: number | null; openedAt: Date; dueAt: Date;
}>;

export type WaitingJob = Omit<ActivatedJob, 'lock' | 'lockedUntil' | 'inputs' | 'headers'> & Readonly<{ retryAt: Date | null; hasIncident: boolean; worker: string | null; lockedUntil: Date | null }>;

/** Whoever took the job last; `until` may have passed. `outcome`: what they said of it, where the log alone could not tell a repetition. */
export type JobLock = Readonly<{ jobId: string; lock: string; worker: string; until: Date; isExpired: boolean; outcome: string | null }>;
export type Settled = Readonly<{ jobId: string; code: string; lock: string; worker: string; until: string | null; outcome: 'error' | null }>;

/** Jobs that wait, and who holds them. Locks are no events: they may be lost, and then a job is offered again. */
export abstract class JobBoard {
  /** Takes for each of those who ask at most `maxJobs` that nobody holds, oldest first. They differ in `types` and `maxJobs` only, and no type is asked for twice. */
  abstract take(queries: readonly JobQuery[]): Promise<readonly (readonly ActivatedJob[])[]>;
  /** What a reader's agency has waiting, oldest first; leaders see that of every role, administrators that of every agency. */
  abstract list(reader: Reader, after: Readonly<{ openedAt: string; jobId: string }> | null, limit: number, minPosition: number | undefined): Promise<readonly WaitingJob[]>;
  abstract locksOf(jobIds: readonly string[]): Promise<ReadonlyMap<string, JobLock>>;
  /** Until when it is locked now; undefined when somebody else has it. */
  abstract extend(lock: Readonly<{ jobId: string; code: string; lock: string; worker: string; seconds: number }>): Promise<Date | undefined>;
  /** Changes locks after an outcome: `until` null keeps others away until the list of open jobs has heard of it. */
  abstract settle(locks: readonly Settled[]): Promise<void>;
  /** How many jobs a stream was given and has not answered. */
  abstract outstanding(stream: string): Promise<number>;
  /** Calls when jobs may have opened. */
  abstract onMoved(listener: () => void): () => void;
}
