import { accepted, assertNever, rejected, type Decider, type Decision } from '@lienthong/kernel';
import type { Definition } from './definition.js';
import {
  countOf,
  evolveInstance,
  notStarted,
  numberOf,
  type InstanceEvent,
  type InstanceState,
  type OpenJob,
  type Person,
  type Variables,
} from './instance.js';
import type {
  ClaimTask,
  CompleteJob,
  CompleteTask,
  CorrelateFact,
  FailJob,
  FireTimer,
  InstanceCommand,
  InstanceRejection,
  Officer,
  ReleaseTask,
  RetryIncident,
  SetVariables,
  StartInstance,
  TerminateInstance,
} from './instance-command.js';
import { completeAwaiting, jobsAwaiting, mayBeAwaitedLater, useKeptFacts } from './fact-correlation.js';
import { begin, cutOff, enter, finishJob, leave, nodeOf, proceed, raise, record, resolveIncidents, runOf, type Run } from './run.js';
import { isDue } from './timer.js';
import { readVariables } from './variables.js';

export type InstanceDecision = Decision<InstanceEvent, InstanceRejection>;

/** The engine for one version of a procedure. Every decision runs from wait to wait. */
export function instanceDecider(definition: Definition): Decider<InstanceCommand, InstanceState, InstanceEvent, InstanceRejection> {
  return { initial: notStarted, decide: (command, state) => decide(definition, command, state), evolve: evolveInstance };
}

function decide(definition: Definition, command: InstanceCommand, state: InstanceState): InstanceDecision {
  const run = runOf(definition, state, command.at);
  if (command.type === 'StartInstance') return start(run, command);
  // Facts and timers come at least once and from outside: one that meets nothing here is nobody's mistake.
  if (command.type === 'CorrelateFact') return correlate(run, command);
  if (state.status === 'none') {
    return command.type === 'FireTimer'
      ? accepted()
      : rejected('NOT_STARTED', `Expected to ${command.type} in an instance, but it is not started`);
  }
  switch (command.type) {
    case 'CompleteJob':
      return completeJob(run, command);
    case 'FailJob':
      return failJob(run, command);
    case 'FireTimer':
      return fireTimer(run, command);
    case 'ClaimTask':
      return claimTask(run, command);
    case 'ReleaseTask':
      return releaseTask(run, command);
    case 'CompleteTask':
      return completeTask(run, command);
    case 'RetryIncident':
      return retryIncident(run, command);
    case 'SetVariables':
      return setVariables(run, command);
    case 'TerminateInstance':
      return terminateInstance(run, command);
    default:
      return assertNever(command);
  }
}

function start(run: Run, { data, at }: StartInstance): InstanceDecision {
  if (run.state.status !== 'none') return accepted();
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  const { processId, procedure, nodes } = run.definition;
  const node = nodes[run.definition.start];
  record(run, { type: 'InstanceStarted', data: { processId, procedure: procedure.code, variables: reading.variables, at } });
  if (node !== undefined) enter(run, node, `${node.id}#1`, []);
  return proceeded(run);
}

// ── Jobs ────────────────────────────────────────────────────────────────────

function completeJob(run: Run, { data }: CompleteJob): InstanceDecision {
  const job = run.state.jobs[data.jobKey];
  if (job === undefined) return closedOrUnknown(run.state, data.jobKey, 'complete job', null);
  if (job.kind === 'user')
    return rejected('IS_A_TASK', `Expected to complete job ${data.jobKey}, but it is a task that an officer claims and completes`);
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  finishJob(run, job, { variables: reading.variables, outcome: null, fact: null }, data.by ?? null);
  return proceeded(run);
}

function correlate(run: Run, { data: { fact, variables }, at }: CorrelateFact): InstanceDecision {
  const isAwaited = jobsAwaiting(run.state, fact).length > 0;
  if (!isAwaited && !mayBeAwaitedLater(run, fact)) return accepted();
  const reading = readVariables(variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  if (!isAwaited) return accepted({ type: 'FactKept', data: { fact, variables: reading.variables, at } });
  completeAwaiting(run, fact, reading.variables);
  return proceeded(run);
}

/** The job stays open: the agency may still do what it could not do now, and its fact then completes it. */
function failJob(run: Run, { data }: FailJob): InstanceDecision {
  const job = run.state.jobs[data.jobKey];
  if (job === undefined)
    return Object.hasOwn(run.state.closedJobs, data.jobKey) ? accepted() : closedOrUnknown(run.state, data.jobKey, 'fail job', null);
  const node = nodeOf(run, job.element);
  if (node === undefined || hasIncident(run.state, data.jobKey)) return accepted();
  raise(run, node, job.elementKey, data.jobKey, data);
  return accepted(...run.events);
}

// ── Tasks ───────────────────────────────────────────────────────────────────

type OpenTask = Readonly<{ kind: 'open'; job: OpenJob }> | Readonly<{ kind: 'answered'; decision: InstanceDecision }>;

/** The task, if this officer may touch it. */
function openTask({ state }: Run, jobKey: string, by: Officer, verb: string): OpenTask {
  const job = state.jobs[jobKey];
  const answered = (decision: InstanceDecision): OpenTask => ({ kind: 'answered', decision });
  if (job === undefined) return answered(closedOrUnknown(state, jobKey, `${verb} task`, by));
  const expected = `Expected to ${verb} task ${jobKey}`;
  if (job.kind !== 'user') return answered(rejected('NOT_A_TASK', `${expected}, but it is a ${job.kind} job`));
  if (job.agency !== by.agency || (job.role !== null && !by.roles.includes(job.role))) {
    return answered(rejected('NOT_A_CANDIDATE', `${expected}, but it belongs to ${job.role ?? 'an officer'} of ${job.agency}`));
  }
  const { claimed } = job;
  if (claimed !== null && claimed.by.subject !== by.subject) {
    return answered(rejected('ALREADY_CLAIMED', `${expected}, but ${claimed.by.name} claimed it at ${claimed.at}`));
  }
  return { kind: 'open', job };
}

function claimTask(run: Run, { data, at }: ClaimTask): InstanceDecision {
  const task = openTask(run, data.jobKey, data.by, 'claim');
  if (task.kind === 'answered') return task.decision;
  if (hasIncident(run.state, data.jobKey))
    return rejected('JOB_HAS_INCIDENT', `Expected to claim task ${data.jobKey}, but it has an open incident`);
  if (task.job.claimed !== null) return accepted();
  return accepted({ type: 'TaskClaimed', data: { jobKey: data.jobKey, by: personOf(data.by), at } });
}

function releaseTask(run: Run, { data, at }: ReleaseTask): InstanceDecision {
  const task = openTask(run, data.jobKey, data.by, 'release');
  if (task.kind === 'answered') return task.decision;
  if (task.job.claimed === null) return accepted();
  return accepted({ type: 'TaskReleased', data: { jobKey: data.jobKey, by: personOf(data.by), at } });
}

function completeTask(run: Run, { data }: CompleteTask): InstanceDecision {
  const task = openTask(run, data.jobKey, data.by, 'complete');
  if (task.kind === 'answered') return task.decision;
  if (task.job.claimed === null) return rejected('NOT_CLAIMED', `Expected to complete task ${data.jobKey}, but nobody has claimed it`);
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  finishJob(run, task.job, { variables: reading.variables, outcome: null, fact: null }, personOf(data.by));
  return proceeded(run);
}

// ── Timers, incidents, the whole ────────────────────────────────────────────

function fireTimer(run: Run, { data, at }: FireTimer): InstanceDecision {
  const timer = run.state.timers[data.timerKey];
  if (timer === undefined) {
    const element = data.timerKey.slice(0, data.timerKey.lastIndexOf('#'));
    return wasUsed(data.timerKey, element, countOf(run.state.counts, element))
      ? accepted()
      : rejected('TIMER_UNKNOWN', `Expected to fire timer ${data.timerKey}, but there never was one`);
  }
  if (!isDue(timer.dueAt, at)) return rejected('TIMER_NOT_DUE', `Expected to fire timer ${data.timerKey}, but it is due at ${timer.dueAt}`);
  const node = nodeOf(run, timer.element);
  record(run, { type: 'TimerFired', data: { timerKey: timer.timerKey, elementKey: timer.elementKey, element: timer.element, at } });
  if (node?.kind === 'boundaryTimer') {
    if (node.isInterrupting) cutOff(run, timer.elementKey, 'interrupted');
    enter(run, node, timer.timerKey, []);
  } else if (node !== undefined) leave(run, node, timer.elementKey);
  return proceeded(run);
}

function retryIncident(run: Run, { data, at }: RetryIncident): InstanceDecision {
  const incident = run.state.incidents[data.incidentKey];
  if (incident === undefined) {
    return wasUsed(data.incidentKey, 'incident', run.state.incidentCount)
      ? accepted()
      : rejected('INCIDENT_UNKNOWN', `Expected to retry incident ${data.incidentKey}, but there never was one`);
  }
  const { elementKey, element, jobKey, incidentKey } = incident;
  record(run, { type: 'IncidentResolved', data: { incidentKey, how: 'retried', by: data.by, at } });
  const node = nodeOf(run, element);
  if (node !== undefined && elementKey !== null) {
    if (jobKey !== null) record(run, { type: 'JobCancelled', data: { jobKey, elementKey, element, because: 'retried', at } });
    if (run.state.elements[elementKey]?.phase === 'leaving') leave(run, node, elementKey);
    else begin(run, node, elementKey);
  }
  return proceeded(run);
}

function setVariables(run: Run, { data }: SetVariables): InstanceDecision {
  if (run.state.status !== 'open') return rejected('ENDED', `Expected to set variables of an instance, but it is ${run.state.status}`);
  const reading = readVariables(data.variables);
  if (reading.kind === 'refused') return variablesInvalid(reading.because);
  const changed = Object.entries(reading.variables).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(run.state.variables[name]),
  );
  if (changed.length === 0) return accepted();
  return accepted({
    type: 'VariablesSet',
    data: { variables: Object.fromEntries(changed) as Variables, by: data.by, reason: data.reason },
  });
}

function terminateInstance(run: Run, { data, at }: TerminateInstance): InstanceDecision {
  if (run.state.status !== 'open') return accepted();
  for (const elementKey of Object.keys(run.state.elements)) cutOff(run, elementKey, 'terminated');
  resolveIncidents(run, null, 'cancelled');
  record(run, { type: 'InstanceTerminated', data: { reason: data.reason, by: data.by, at } });
  return accepted(...run.events);
}

// ── Answers ─────────────────────────────────────────────────────────────────

function proceeded(run: Run): InstanceDecision {
  proceed(run);
  useKeptFacts(run);
  return accepted(...run.events);
}

/** A repetition by the same person (or by a worker, who has no name) has nothing to add; anybody else is told what happened. */
function closedOrUnknown(state: InstanceState, jobKey: string, verb: string, by: Officer | null): InstanceDecision {
  const closed = Object.hasOwn(state.closedJobs, jobKey) ? state.closedJobs[jobKey] : undefined;
  if (closed === undefined) return rejected('JOB_UNKNOWN', `Expected to ${verb} ${jobKey}, but there never was one`);
  if (closed.how === 'completed' && (by === null || closed.by?.subject === by.subject)) return accepted();
  const whom = closed.by === null ? '' : ` by ${closed.by.name}`;
  return rejected('JOB_CLOSED', `Expected to ${verb} ${jobKey}, but it was ${closed.how}${whom} at ${closed.at}`);
}

/** Keys are numbered without gaps, so a key up to the count was given out once. */
const wasUsed = (key: string, element: string, count: number): boolean =>
  Number.isInteger(numberOf(key)) && numberOf(key) >= 1 && numberOf(key) <= count && key === `${element}#${numberOf(key)}`;
const variablesInvalid = (because: string): InstanceDecision => rejected('VARIABLES_INVALID', `Expected to take variables, but ${because}`);
const hasIncident = (state: InstanceState, jobKey: string): boolean =>
  Object.values(state.incidents).some((incident) => incident.jobKey === jobKey);
const personOf = ({ subject, name }: Officer): Person => ({ subject, name });
