import type { WarningPoint } from '@lienthong/calendar';
import type { Expression } from '@lienthong/feel';
import type { Form } from './form/form.js';
import type { ClockSuspension, JobKind, Text } from './instance.js';
import type { Procedure } from './procedure.js';
import type { TimerSpec } from './timer.js';

// ── A file, ready to run ────────────────────────────────────────────────────

/** All executable processes of one file. What they call or throw at each other is resolved by id and by name. */
export type Model = Readonly<{
  processes: Readonly<Record<string, Definition>>;
  /** The process that a dossier or `run` starts when nobody names one. */
  main: string;
}>;

/** One process. Nodes and flows know each other by their place in the two tables; sub-processes are nodes that contain others. */
export type Definition = Readonly<{
  processId: string;
  name: string;
  /** `zeebe:versionTag`. */
  versionTag: string | null;
  /** Null: a drawing that is tried, not a procedure that can be published. */
  procedure: Procedure | null;
  nodes: readonly Node[];
  flows: readonly Flow[];
  nodeIndex: Readonly<Record<string, number>>;
  flowIndex: Readonly<Record<string, number>>;
  contents: Contents;
  /** Every step that waits for somebody, in the order of the file: for catalogues and boards. */
  steps: readonly Step[];
  /** Those embedded in the process, by id. */
  forms: Readonly<Record<string, Form>>;
  /** By which a dossier is applied for: that of the start event; null where the procedure has none. */
  applicationForm: Form | null;
}>;

/** What a process or sub-process holds, by place in the tables. */
export type Contents = Readonly<{
  /** Start events (not of event sub-processes); without any, the nodes without incoming flow that begin with the scope. */
  starts: readonly number[];
  /** Sub-processes with triggeredByEvent. */
  eventSubProcesses: readonly number[];
  /** Data objects' initial values: name to expression or null. */
  data: readonly DataObject[];
}>;
export type DataObject = Readonly<{ name: string; isCollection: boolean }>;

export type Step = Readonly<{ element: string; name: string }> &
  Pick<Job, 'nameEn' | 'kind' | 'type' | 'agency' | 'role' | 'stepNumber' | 'limit' | 'counts' | 'warnings' | 'dossierState'>;

/** `condition` is null where the flow is always taken, and on a default flow. */
export type Flow = Readonly<{ index: number; id: string; name: string; source: number; target: number; condition: Expression | null }>;

/** Text without a leading `=` is itself; with it, an expression. `target` may be a path such as `order.total`. */
export type Mapping = Readonly<{ target: string; source: Expression | string }>;
/** Something the model may write as text or as `=expression`. */
export type Value = Expression | string;

// ── Work that somebody does ─────────────────────────────────────────────────

/** What the model says of work that somebody does; becomes `JobOpened`. Drawings that are no procedures leave ours at '' and null. */
export type Job = Readonly<{
  /** The element's own name is Vietnamese; empty where the model gives no other. */
  nameEn: string;
  kind: JobKind;
  /** An expression where the model computes it. */
  type: Value;
  retries: Value | null;
  headers: Readonly<Record<string, string>>;
  agency: string;
  role: string | null;
  reason: Text;
  stepNumber: string;
  limit: string;
  counts: boolean;
  /** The step's own; absent where those of the procedure hold. */
  warnings?: readonly WarningPoint[];
  dossierState: number | null;
  suspendsClock: ClockSuspension | null;
  completedBy: readonly CompletingFact[];
  task: HumanTask | null;
}>;
/** `outcome` is a short name the model gives to this way of completing, for the output mappings and gateways. */
export type CompletingFact = Readonly<{ fact: string; outcome: string | null }>;

/** `zeebe:assignmentDefinition`, `taskSchedule`, `priorityDefinition`, `formDefinition`, and ours. Groups and users may be lists by FEEL. */
export type HumanTask = Readonly<{
  assignee: Value | null;
  candidateGroups: Value | null;
  candidateUsers: Value | null;
  dueDate: Value | null;
  followUpDate: Value | null;
  priority: Value | null;
  form: string | null;
  /** Elements whose completing person may not complete this one. */
  fourEyes: readonly string[];
  /** Warn, hand up: working time after opening, to role of the same agency. */
  escalations: readonly Readonly<{ after: string; toRole: string }>[];
}>;

// ── Events ──────────────────────────────────────────────────────────────────

/** What an event waits for. `code` null catches every code. */
export type Trigger =
  | Readonly<{ kind: 'message'; name: Value; correlationKey: Expression | null }>
  | Readonly<{ kind: 'timer'; timer: TimerSpec }>
  | Readonly<{ kind: 'signal'; name: Value }>
  | Readonly<{ kind: 'condition'; expression: Expression }>
  | Readonly<{ kind: 'error' | 'escalation'; code: string | null; codeVariable: string | null; messageVariable: string | null }>
  | Readonly<{ kind: 'compensation' }>
  | Readonly<{ kind: 'cancel' }>
  | Readonly<{ kind: 'link'; name: string }>;
export type TriggerKind = Trigger['kind'];

/** What an event throws. `activity`: the node to compensate, null for the whole scope. `target`: the catching link. */
export type Throw =
  | Readonly<{ kind: 'message'; name: Value; correlationKey: Expression | null; timeToLive: Value | null; job: Job | null }>
  | Readonly<{ kind: 'signal'; name: Value }>
  | Readonly<{ kind: 'error' | 'escalation'; code: Value }>
  | Readonly<{ kind: 'compensation'; activity: number | null; waits: boolean }>
  | Readonly<{ kind: 'link'; target: number }>
  | Readonly<{ kind: 'cancel' }>
  | Readonly<{ kind: 'terminate' }>;

// ── Nodes ───────────────────────────────────────────────────────────────────

type Common = {
  index: number;
  id: string;
  name: string;
  /** The sub-process that contains it; -1 in the process itself. */
  parent: number;
  incoming: readonly number[];
  /** In the order of the element's `outgoing` children (or of the file), the default included. */
  outgoing: readonly number[];
  /** The default flow. */
  otherwise: number | null;
  inputs: readonly Mapping[];
  outputs: readonly Mapping[];
  /** The innermost lane's name, for boards. */
  lane: string | null;
};
type NodeOf<Kind extends string, Data extends object = object> = Readonly<{ kind: Kind } & Common & Data>;

/** What all activities have. */
export type ActivityData = {
  boundaries: readonly number[];
  loop: Loop | null;
  startQuantity: number;
  completionQuantity: number;
  /** Entered only to compensate. */
  isForCompensation: boolean;
  /** The handler that its compensation boundary event leads to. */
  compensation: number | null;
};
type ActivityOf<Kind extends string, Data extends object = object> = NodeOf<Kind, ActivityData & Data>;

export type Loop =
  | Readonly<{ kind: 'standard'; testBefore: boolean; maximum: number | null; condition: Expression | null }>
  | Readonly<{
      kind: 'multi';
      isSequential: boolean;
      /** One of the two is given: how many, or one for each item. */
      cardinality: Expression | null;
      collection: Expression | null;
      item: string | null;
      outputCollection: string | null;
      outputElement: Expression | null;
      completion: Expression | null;
      behaviour: 'all' | 'none' | 'one' | 'complex';
      /** Thrown when a round ends (none: each, one: the first); caught by boundary events of the activity. */
      throws: Throw | null;
      complex: readonly Readonly<{ condition: Expression; throws: Throw | null }>[];
    }>;

export type StartEvent = NodeOf<'startEvent', { triggers: readonly Trigger[]; parallelMultiple: boolean; isInterrupting: boolean }>;
export type EndEvent = NodeOf<'endEvent', { throws: readonly Throw[]; dossierState: number | null }>;
export type ThrowEvent = NodeOf<'throwEvent', { throws: readonly Throw[] }>;
/** `job`: a message catch that facts complete (`lienthong:completedBy`). */
export type CatchEvent = NodeOf<'catchEvent', { triggers: readonly Trigger[]; parallelMultiple: boolean; job: Job | null }>;
export type BoundaryEvent = NodeOf<
  'boundaryEvent',
  { triggers: readonly Trigger[]; parallelMultiple: boolean; isInterrupting: boolean; attachedTo: number }
>;

/** Undefined and manual tasks: nothing for a machine to do. */
export type PlainTask = ActivityOf<'plainTask'>;
/** Service, send, business rule and script tasks that a worker does; a business rule task that names no decision is one. */
export type ServiceTask = ActivityOf<'serviceTask', { job: Job; resultVariable: string | null }>;
/** A decision of a published model. `job` is what it is where no models are at hand: a drawing that is tried by itself. */
export type BusinessRuleTask = ActivityOf<'businessRuleTask', { decision: Value; job: Job; resultVariable: string | null }>;
export type UserTask = ActivityOf<'userTask', { job: Job }>;
/** Waits for facts (job) or for a message. */
export type ReceiveTask = ActivityOf<'receiveTask', { job: Job | null; triggers: readonly Trigger[]; instantiates: boolean }>;
export type SendTask = ActivityOf<'sendTask', { throws: Throw }>;
export type ScriptTask = ActivityOf<'scriptTask', { script: Expression; resultVariable: string | null }>;

export type SubProcess = ActivityOf<'subProcess', { variant: 'embedded' | 'event' | 'transaction' | 'adHoc'; contents: Contents; adHoc: AdHoc | null }>;
export type AdHoc = Readonly<{
  isSequential: boolean;
  completion: Expression | null;
  cancelRemaining: boolean;
  /** Which of the startable activities begin; without it all of them. */
  activeElements: Expression | null;
  startable: readonly number[];
}>;
export type CallActivity = ActivityOf<
  'callActivity',
  {
    process: Value;
    binding: Readonly<{ kind: 'latest' | 'deployment' }> | Readonly<{ kind: 'versionTag'; tag: string }>;
    propagateAllParent: boolean;
    propagateAllChild: boolean;
  }
>;

export type ExclusiveGateway = NodeOf<'exclusiveGateway'>;
export type ParallelGateway = NodeOf<'parallelGateway'>;
/** `upstream[i]`: the nodes from which `incoming[i]` can be reached without passing the gateway, boundary events counted with their host. */
export type InclusiveGateway = NodeOf<'inclusiveGateway', { upstream: readonly (readonly number[])[] }>;
export type ComplexGateway = NodeOf<'complexGateway', { activation: Expression | null; upstream: readonly (readonly number[])[] }>;
/** Its outgoing flows lead to catch events and receive tasks. */
export type EventGateway = NodeOf<'eventGateway', { instantiates: boolean; isParallel: boolean }>;

export type Activity = PlainTask | ServiceTask | BusinessRuleTask | UserTask | ReceiveTask | SendTask | ScriptTask | SubProcess | CallActivity;
export type Gateway = ExclusiveGateway | ParallelGateway | InclusiveGateway | ComplexGateway | EventGateway;
export type CatchingNode = StartEvent | CatchEvent | BoundaryEvent | ReceiveTask;
export type Node = StartEvent | EndEvent | ThrowEvent | CatchEvent | BoundaryEvent | Activity | Gateway;
export type NodeKind = Node['kind'];

export const isActivity = (node: Node): node is Activity => 'loop' in node;
/** Waits for somebody's work. */
export const hasJob = (node: Node): node is Extract<Node, { job: Job | null }> & { job: Job } => 'job' in node && node.job !== null;
export const isCatching = (node: Node): node is CatchingNode => 'triggers' in node;
