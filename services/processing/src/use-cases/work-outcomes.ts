import type { Person, Text, Variables } from '@lienthong/bpmn';
import type { Actor, SqlEffect } from '@lienthong/event-store';
import type { Rejection } from '@lienthong/kernel';
import type { Step } from '../domain/instance.decider.js';
import { readTaskId, type Instance } from '../domain/instance.js';
import { mayHaveWorked, mayWork } from '../domain/job-sight.js';
import type { Reader } from '../domain/visibility.js';
import { actOnDossier } from './act-on-dossier.js';
import type { AdvanceRejection } from './advance-dossier.js';
import type { DossierPorts } from './dossier-ports.js';
import type { JobBoard, JobLock, Settled } from './work-board.js';

export type WorkOutcome = Readonly<{ jobId: string; lock: string }> & (
  | Readonly<{ kind: 'completion'; variables: Variables }>
  | Readonly<{ kind: 'failure'; retries: number; retryAfter: string | undefined; code: string; text: Text }>
  | Readonly<{ kind: 'error'; code: string; text: Text; variables: Variables }>
);

/** Somebody else took the job after the lock had run out; `until` as the database has it. */
export type LockRejection = Rejection<'LOCKED_BY_OTHER'> & Readonly<{ worker: string; until: string }>;
export type WorkRejection = AdvanceRejection | LockRejection | Rejection<'NOT_AN_ID' | 'JOB_UNKNOWN'>;
export type Worked = Readonly<{ kind: 'accepted'; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: WorkRejection; instance: Instance | null }>;

export type WorkPorts = Readonly<{ dossiers: DossierPorts; board: JobBoard }>;
export type WorkerActing = Readonly<{ reader: Reader; by: Person; actor: Actor; worker: string; at: string; effects: readonly SqlEffect[] }>;

/**
 * What workers have to say of their jobs, each answered on its own, in the order given. Those of one dossier take turns; the others are
 * decided side by side, so that one commit takes them all. Said again under the same lock, an outcome has no second effect.
 */
export async function takeOutcomes(ports: WorkPorts, outcomes: readonly WorkOutcome[], acting: WorkerActing): Promise<readonly Worked[]> {
  const locks = await ports.board.locksOf(outcomes.map(({ jobId }) => jobId));
  const turns = new Map<string, Promise<unknown>>();
  const settled: Settled[] = [];
  const answers = await Promise.all(outcomes.map((outcome) => {
    const code = outcome.jobId.slice(0, outcome.jobId.indexOf('~'));
    const own = (turns.get(code) ?? Promise.resolve()).then(() => takeOne(ports, outcome, locks.get(outcome.jobId), acting, settled));
    turns.set(code, own.catch(() => undefined));
    return own;
  }));
  await ports.board.settle(settled);
  return answers;
}

async function takeOne({ dossiers }: WorkPorts, outcome: WorkOutcome, lock: JobLock | undefined, acting: WorkerActing, settled: Settled[]): Promise<Worked> {
  const { jobId } = outcome;
  const id = readTaskId(jobId);
  if (id === undefined) return refused(null, { code: 'NOT_AN_ID', because: `Expected to find job ${jobId.slice(0, 100)}, but that is not the id of a job` });
  const isTheirs = lock?.lock === outcome.lock;
  const state = await findInSight(dossiers, id, acting.reader, isTheirs);
  if (state === undefined) return refused(null, { code: 'JOB_UNKNOWN', because: `Expected to act on job ${jobId}, but ${acting.reader.subject} has none of that id` });
  if (lock !== undefined && !isTheirs) return refused(state, lockedByOther(jobId, lock));
  const isRepeatedError = outcome.kind === 'error' && isTheirs && lock?.outcome === 'error';
  const acted = await actOnDossier(dossiers, { code: id.code, step: stepOf(outcome, id.key, acting), actor: acting.actor, seenVersion: undefined, effects: acting.effects });
  if (acted.kind === 'rejected') {
    const { state: now, version } = await dossiers.loadInstance(id.code);
    return isRepeatedError && acted.rejection.code === 'JOB_CLOSED' ? { kind: 'accepted', version, position: (await dossiers.store.head()).position } : refused(now, acted.rejection);
  }
  const after = settledOf(outcome, id.code, acting.worker, lock, (await dossiers.recallInstance(id.code)).state.run.jobs[id.key]?.retryAt ?? null);
  if (after !== undefined) settled.push(after);
  return acted;
}

type JobId = Readonly<{ code: string; key: string }>;

/** A job that is not theirs is not there. Of one that is closed those are told who had it, or whose office has the dossier. */
async function findInSight(dossiers: DossierPorts, { code, key }: JobId, reader: Reader, hadIt: boolean): Promise<Instance | undefined> {
  const recalled = (await dossiers.recallInstance(code)).state;
  const state = Object.hasOwn(recalled.run.jobs, key) ? recalled : (await dossiers.loadInstance(code)).state;
  const job = Object.hasOwn(state.run.jobs, key) ? state.run.jobs[key] : undefined;
  const isInSight = job === undefined ? Object.hasOwn(state.run.closedJobs, key) && (hadIt || mayHaveWorked(state, reader)) : mayWork(job, unitOf(state, job.agency), reader);
  return isInSight ? state : undefined;
}

export const unitOf = ({ pin }: Instance, agency: string): string => pin?.units[agency] ?? '';

export const lockedByOther = (jobId: string, { worker, until }: JobLock): LockRejection => ({
  code: 'LOCKED_BY_OTHER', because: `Expected to act on job ${jobId}, but ${worker} has taken it since and holds it until ${until.toISOString()}`, worker, until: until.toISOString(),
});

function stepOf(outcome: WorkOutcome, jobKey: string, { by, at }: WorkerActing): Step {
  switch (outcome.kind) {
    case 'completion':
      return { type: 'CompleteJob', at, data: { jobKey, variables: outcome.variables, by } };
    case 'failure': {
      const { code, text, retries, retryAfter, lock } = outcome;
      return { type: 'FailJob', at, data: { jobKey, code, text, retries, lock, by, ...(retryAfter !== undefined && { retryAfter }) } };
    }
    case 'error':
      return { type: 'ThrowJobError', at, data: { jobKey, code: outcome.code, text: outcome.text, variables: outcome.variables, by } };
  }
}

/** Where the lock alone would not keep the job from being taken while the list is behind, or would keep it too long. */
function settledOf({ kind, jobId, lock }: WorkOutcome, code: string, worker: string, held: JobLock | undefined, retryAt: string | null): Settled | undefined {
  if (kind === 'failure' && retryAt !== null) return { jobId, code, lock, worker, until: retryAt, outcome: null };
  if (kind === 'error') return { jobId, code, lock, worker, until: null, outcome: 'error' };
  return held === undefined || held.isExpired ? { jobId, code, lock, worker, until: null, outcome: null } : undefined;
}

const refused = (instance: Instance | null, rejection: WorkRejection): Worked => ({ kind: 'rejected', rejection, instance });
