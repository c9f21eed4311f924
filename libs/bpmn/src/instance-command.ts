import type { Command, Rejection } from '@lienthong/kernel';
import type { Person, Text, Variables } from './instance.js';

/** A person with what the token says of them: who may claim is decided here, not in the door before it. */
export type Officer = Person & Readonly<{ agency: string; roles: readonly string[] }>;

export type StartInstance = Command<'StartInstance', { variables: Variables }>;
/** A worker's answer to a service or receive job. */
export type CompleteJob = Command<'CompleteJob', { jobKey: string; variables: Variables; by?: Person }>;
export type FailJob = Command<'FailJob', { jobKey: string; code: string; text: Text }>;
/** A public fact about this dossier. `fact` is its full name; `variables` its payload. Completes every open job that declares it. */
export type CorrelateFact = Command<'CorrelateFact', { fact: string; variables: Variables }>;
export type FireTimer = Command<'FireTimer', { timerKey: string }>;
export type ClaimTask = Command<'ClaimTask', { jobKey: string; by: Officer }>;
export type ReleaseTask = Command<'ReleaseTask', { jobKey: string; by: Officer }>;
export type CompleteTask = Command<'CompleteTask', { jobKey: string; by: Officer; variables: Variables }>;
export type RetryIncident = Command<'RetryIncident', { incidentKey: string; by: Person }>;
/** An administrator's repair before a retry. */
export type SetVariables = Command<'SetVariables', { variables: Variables; by: Person; reason: string }>;
export type TerminateInstance = Command<'TerminateInstance', { reason: string; by: Person }>;

export type InstanceCommand =
  | StartInstance
  | CompleteJob
  | FailJob
  | CorrelateFact
  | FireTimer
  | ClaimTask
  | ReleaseTask
  | CompleteTask
  | RetryIncident
  | SetVariables
  | TerminateInstance;

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
  | 'TIMER_UNKNOWN'
  | 'TIMER_NOT_DUE'
  | 'INCIDENT_UNKNOWN';
export type InstanceRejection = Rejection<InstanceRejectionCode>;
