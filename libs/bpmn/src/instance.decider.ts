import { RELEASED_CALENDARS, type CalendarBook } from '@lienthong/calendar';
import { accepted, assertNever, rejected, spoken, type Decider } from '@lienthong/kernel';
import type { Definition, Model } from './definition.js';
import type { InstanceDecision } from './engine/answers.js';
import { correlateFact, correlateMessage, fireTimer, signal } from './engine/arrivals.js';
import { completeJob, failJob, throwJobError } from './engine/jobs.js';
import { migrateInstance } from './engine/migrate.js';
import { activateElement, cancelElement, moveToken, retryIncident, setVariables, startAdHoc, terminateInstance } from './engine/repairs.js';
import { runOf, type FindDecision, type Resolve, type Run } from './engine/run.js';
import { start } from './engine/start.js';
import {
  assignTask, claimTask, commentTask, completeTask, delegateTask, escalateTask, giveBackTask, handOverTask, releaseTask, scheduleTask, throwTaskError,
} from './engine/tasks.js';
import { evolveInstance } from './instance.js';
import { notStarted, type InstanceEvent, type InstanceState } from './instance-state.js';
import type { InstanceCommand, InstanceRejection } from './instance-command.js';

export type { InstanceDecision } from './engine/answers.js';
export type { Binding, Called, CalledDecision, DecisionAnswer, FindDecision, Resolve } from './engine/run.js';

/** Call activities find the processes of the same file. */
export const resolverOf = (model: Model): Resolve => (process, binding) => {
  const definition = Object.hasOwn(model.processes, process) ? model.processes[process] : undefined;
  const isAnother = binding.kind === 'versionTag' && binding.tag !== definition?.versionTag;
  return definition === undefined || isAnother ? undefined : { definition, version: null };
};

/** The engine for one version of a procedure. Every decision runs from wait to wait. `resolve` finds the processes that it calls, `findDecision` what its business rule tasks ask; `calendars` count its working time. */
export function instanceDecider(
  definition: Definition,
  resolve: Resolve = () => undefined,
  findDecision: FindDecision | null = null,
  calendars: CalendarBook = RELEASED_CALENDARS,
): Decider<InstanceCommand, InstanceState, InstanceEvent, InstanceRejection> {
  return { initial: notStarted, decide: (command, state) => decide(runOf(definition, resolve, state, command.at, findDecision, calendars), command), evolve: evolveInstance };
}

function decide(run: Run, command: InstanceCommand): InstanceDecision {
  if (command.type === 'StartInstance') return start(run, command);
  const { status } = run.state;
  // Facts, messages and timers come at least once and from outside: one that meets nothing here is nobody's mistake.
  const isArrival = ['CorrelateFact', 'CorrelateMessage', 'DeliverSignal', 'FireTimer'].includes(command.type);
  if (status === 'none')
    return isArrival ? accepted() : rejected('NOT_STARTED', `Expected to ${spoken(command.type)} in an instance, but it is not started`);
  switch (command.type) {
    case 'CorrelateFact':
      return correlateFact(run, command);
    case 'CorrelateMessage':
      return correlateMessage(run, command);
    case 'DeliverSignal':
      return signal(run, command);
    case 'FireTimer':
      return fireTimer(run, command);
    case 'CompleteJob':
      return completeJob(run, command);
    case 'FailJob':
      return failJob(run, command);
    case 'ThrowJobError':
      return throwJobError(run, command);
    case 'RetryIncident':
      return retryIncident(run, command);
    case 'SetVariables':
      return setVariables(run, command);
    case 'TerminateInstance':
      return terminateInstance(run, command);
    case 'ActivateElement':
      return activateElement(run, command);
    case 'CancelElement':
      return cancelElement(run, command);
    case 'MoveToken':
      return moveToken(run, command);
    case 'StartAdHoc':
      return startAdHoc(run, command);
    case 'MigrateInstance':
      return migrateInstance(run, command);
    default:
      return decideTask(run, command);
  }
}

type TaskCommand = Extract<
  InstanceCommand,
  { type: `${string}Task` | 'ThrowTaskError' }
>;

function decideTask(run: Run, command: TaskCommand): InstanceDecision {
  switch (command.type) {
    case 'ClaimTask':
      return claimTask(run, command);
    case 'ReleaseTask':
      return releaseTask(run, command);
    case 'CompleteTask':
      return completeTask(run, command);
    case 'ThrowTaskError':
      return throwTaskError(run, command);
    case 'AssignTask':
      return assignTask(run, command);
    case 'DelegateTask':
      return delegateTask(run, command);
    case 'GiveBackTask':
      return giveBackTask(run, command);
    case 'HandOverTask':
      return handOverTask(run, command);
    case 'ScheduleTask':
      return scheduleTask(run, command);
    case 'CommentTask':
      return commentTask(run, command);
    case 'EscalateTask':
      return escalateTask(run, command);
    default:
      return assertNever(command);
  }
}
