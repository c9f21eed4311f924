import type { Command, Rejection } from '@lienthong/kernel';
import type { Model } from './definition.js';
import type { Person, Text, Variables } from './instance-events.js';

/**
 * A person with what the token says of them: who may claim is decided here, not in the door before it. `standsInFor`: the absent colleagues
 * in whose place they may claim.
 */
export type Officer = Person & Readonly<{ agency: string; roles: readonly string[]; standsInFor?: readonly string[] }>;

// ── The run ─────────────────────────────────────────────────────────────────

/** `startEvent`: the id of the event that starts it; without one the none start event (or what stands without incoming flow). */
export type StartInstance = Command<'StartInstance', { variables: Variables; startEvent?: string; trigger?: number }>;
/** A message that arrived. `correlationKey` '' matches every subscription to the name. At most one subscription takes it: `subscriptionKey`, or the first. */
export type CorrelateMessage = Command<
  'CorrelateMessage',
  { name: string; correlationKey: string; variables: Variables; messageId?: string; subscriptionKey?: string }
>;
/** Reaches every open subscription, or with `subscriptionKey` that one alone. */
export type DeliverSignal = Command<'DeliverSignal', { name: string; variables: Variables; subscriptionKey?: string }>;
/** A public fact about this dossier. `fact` is its full name; `variables` its payload. Completes every open job that declares it. */
export type CorrelateFact = Command<'CorrelateFact', { fact: string; variables: Variables; corrects?: Corrections }>;
/** What a fact sets right of what was said when the instance started; by whom and why. Of it counts what the procedure declares. */
export type Corrections = Readonly<{ variables: Variables; by: Person; reason: string }>;
export type FireTimer = Command<'FireTimer', { timerKey: string }>;
export type TerminateInstance = Command<'TerminateInstance', { reason: string; by: Person }>;

// ── Jobs ────────────────────────────────────────────────────────────────────

/** A worker's answer to a service or receive job. */
export type CompleteJob = Command<'CompleteJob', { jobKey: string; variables: Variables; by?: Person }>;
/** `retries`: how many tries are left (absent or 0: an incident). `retryAfter`: ISO duration before the next. `lock`: whose try it was; said twice it counts once. */
export type FailJob = Command<'FailJob', { jobKey: string; code: string; text: Text; retries?: number; retryAfter?: string; lock?: string; by?: Person }>;
/** A business error that the model may catch. */
export type ThrowJobError = Command<'ThrowJobError', { jobKey: string; code: string; text: Text; variables: Variables; by?: Person }>;

// ── Tasks of people ─────────────────────────────────────────────────────────

export type ClaimTask = Command<'ClaimTask', { jobKey: string; by: Officer }>;
export type ReleaseTask = Command<'ReleaseTask', { jobKey: string; by: Officer }>;
export type CompleteTask = Command<'CompleteTask', { jobKey: string; by: Officer; variables: Variables }>;
/** A BPMN error thrown by an officer's decision. */
export type ThrowTaskError = Command<'ThrowTaskError', { jobKey: string; by: Officer; code: string; text: Text; variables: Variables }>;
/** A leader of the agency gives the task to a person, or takes it from one. */
export type AssignTask = Command<'AssignTask', { jobKey: string; by: Officer; to: Officer; reason: string }>;
/** The claimant lets somebody else do it and stays its owner; GiveBackTask returns it. */
export type DelegateTask = Command<'DelegateTask', { jobKey: string; by: Officer; to: Officer; reason: string }>;
export type GiveBackTask = Command<'GiveBackTask', { jobKey: string; by: Officer; reason: string }>;
export type ScheduleTask = Command<
  'ScheduleTask',
  { jobKey: string; by: Officer; dueDate?: string; followUpDate?: string; priority?: number; reason: string }
>;
/** Absence: what `from` has goes to the substitute, or to everybody (null) where none is there; nothing if it is theirs no more. */
export type HandOverTask = Command<'HandOverTask', { jobKey: string; from: string; to: Officer | null; by: Person; reason: string }>;
export type CommentTask = Command<'CommentTask', { jobKey: string; by: Officer; text: string }>;
export type EscalateTask = Command<'EscalateTask', { jobKey: string; toRole: string }>;

// ── An authorised person's repairs ──────────────────────────────────────────

export type RetryIncident = Command<'RetryIncident', { incidentKey: string; by: Person }>;
/** `scope`: the key of the element whose local variables they are; absent: the instance's own. */
/** `isCorrection`: they were wrong from the beginning, so jobs that are open are given them anew. */
export type SetVariables = Command<'SetVariables', { variables: Variables; by: Person; reason: string; scope?: string; isCorrection?: true }>;
/** A token of its own, in the innermost active scope that contains the element, or in `scope`. */
export type ActivateElement = Command<'ActivateElement', { element: string; scope?: string; variables?: Variables; by: Person; reason: string }>;
export type CancelElement = Command<'CancelElement', { elementKey: string; by: Person; reason: string }>;
/** Cancels the one and activates the other in one step. */
export type MoveToken = Command<'MoveToken', { elementKey: string; to: string; by: Person; reason: string }>;
/** Starts an activity of an ad-hoc sub-process. */
export type StartAdHoc = Command<'StartAdHoc', { elementKey: string; element: string; variables?: Variables; by: Person }>;
/** The decider that receives it is the target's; `elements`, `flows` map ids of the old version to those of the new. */
export type MigrateInstance = Command<
  'MigrateInstance',
  {
    from: string;
    to: string;
    /** The whole files: the one that it runs by now, and the one whose decider this is. A decision looks at both. */
    source: Model;
    target: Model;
    elements: Readonly<Record<string, string>>;
    flows: Readonly<Record<string, string>>;
    by: Person;
    reason: string;
  }
>;

export type InstanceCommand =
  | StartInstance
  | CorrelateMessage
  | DeliverSignal
  | CorrelateFact
  | FireTimer
  | TerminateInstance
  | CompleteJob
  | FailJob
  | ThrowJobError
  | ClaimTask
  | ReleaseTask
  | CompleteTask
  | ThrowTaskError
  | AssignTask
  | DelegateTask
  | GiveBackTask
  | ScheduleTask
  | HandOverTask
  | CommentTask
  | EscalateTask
  | RetryIncident
  | SetVariables
  | ActivateElement
  | CancelElement
  | MoveToken
  | StartAdHoc
  | MigrateInstance;

export type InstanceRejectionCode =
  | 'NOT_STARTED'
  | 'ENDED'
  | 'VARIABLES_INVALID'
  | 'JOB_UNKNOWN'
  | 'JOB_CLOSED'
  | 'JOB_HAS_INCIDENT'
  | 'NOT_A_TASK'
  | 'IS_A_TASK'
  | 'NOT_A_CANDIDATE'
  | 'NOT_CLAIMED'
  | 'ALREADY_CLAIMED'
  | 'NOT_DELEGATED'
  | 'NOT_A_LEADER'
  | 'TOO_MANY_COMMENTS'
  | 'FOUR_EYES'
  | 'TIMER_UNKNOWN'
  | 'TIMER_NOT_DUE'
  | 'INCIDENT_UNKNOWN'
  | 'ELEMENT_UNKNOWN'
  | 'ELEMENT_NOT_ACTIVE'
  | 'NOT_MIGRATABLE';
export type InstanceRejection = Rejection<InstanceRejectionCode>;
