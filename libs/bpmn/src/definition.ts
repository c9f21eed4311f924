import type { Expression } from '@lienthong/feel';
import type { ClockSuspension, JobKind, Text } from './instance.js';
import type { Procedure } from './procedure.js';
import type { Timer } from './timer.js';

/** A version of a procedure, ready to run. Nodes and flows know each other by their place in the two tables. */
export type Definition = Readonly<{
  processId: string;
  procedure: Procedure;
  nodes: readonly Node[];
  flows: readonly Flow[];
  start: number;
  nodeIndex: Readonly<Record<string, number>>;
  /** Every step that waits for somebody, in the order of the file: for catalogues and boards. */
  steps: readonly Step[];
}>;

export type Step = Readonly<{ element: string; name: string }> &
  Pick<Job, 'nameEn' | 'kind' | 'type' | 'agency' | 'role' | 'stepNumber' | 'limit' | 'counts' | 'dossierState'>;

/** `condition` is set on the flows of an exclusive gateway, bar its default. */
export type Flow = Readonly<{ index: number; id: string; source: number; target: number; condition: Expression | null }>;

/** What the model says of work that somebody does; becomes `JobOpened`. */
export type Job = Readonly<{
  /** The element's own name is Vietnamese; empty where the model gives no other. */
  nameEn: string;
  kind: JobKind;
  type: string;
  agency: string;
  role: string | null;
  reason: Text;
  inputs: readonly Mapping[];
  outputs: readonly Mapping[];
  stepNumber: string;
  limit: string;
  counts: boolean;
  dossierState: number | null;
  suspendsClock: ClockSuspension | null;
  completedBy: readonly CompletingFact[];
}>;
/** `outcome` is a short name the model gives to this way of completing, for the output mappings and gateways. */
export type CompletingFact = Readonly<{ fact: string; outcome: string | null }>;
/** Text without a leading `=` is itself; with it, an expression. */
export type Mapping = Readonly<{ target: string; source: Expression | string }>;

type NodeOf<Kind extends string, Data extends object = object> = Readonly<
  { kind: Kind; index: number; id: string; name: string; outgoing: readonly number[] } & Data
>;
type Working = { job: Job; boundaries: readonly number[] };

export type StartEvent = NodeOf<'startEvent'>;
export type EndEvent = NodeOf<'endEvent', { dossierState: number | null }>;
export type ServiceTask = NodeOf<'serviceTask', Working>;
export type UserTask = NodeOf<'userTask', Working>;
export type ReceiveTask = NodeOf<'receiveTask', Working>;
export type MessageCatch = NodeOf<'messageCatch', Working>;
export type TimerCatch = NodeOf<'timerCatch', { timer: Timer }>;
export type BoundaryTimer = NodeOf<'boundaryTimer', { timer: Timer; isInterrupting: boolean; attachedTo: number }>;
/** `outgoing` without the default, in the order of the file; the first true one is taken. */
export type ExclusiveGateway = NodeOf<'exclusiveGateway', { otherwise: number | null }>;
export type ParallelGateway = NodeOf<'parallelGateway', { incoming: readonly number[] }>;

export type WorkingNode = ServiceTask | UserTask | ReceiveTask | MessageCatch;
export type Node = StartEvent | EndEvent | WorkingNode | TimerCatch | BoundaryTimer | ExclusiveGateway | ParallelGateway;

export const isWorking = (node: Node): node is WorkingNode => 'job' in node;
