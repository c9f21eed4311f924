import type { Fact } from '@lienthong/kernel';
import type { Json, OpenedJob, Person, Text, Variables } from './opened-job.js';

export type * from './opened-job.js';

// Fields marked `?` were added after the first release, or are left out where they say nothing: events of any release fold.

// ── The whole ───────────────────────────────────────────────────────────────

export type InstanceStarted = Fact<
  'InstanceStarted',
  { processId: string; procedure: string; variables: Variables; at: string; startEvent?: string }
>;
/** `outcome` is the id of the end event that was reached last. */
export type InstanceCompleted = Fact<'InstanceCompleted', { outcome: string; name: string; dossierState: number | null; at: string }>;
export type InstanceTerminated = Fact<'InstanceTerminated', { reason: string; by: Person; at: string }>;
/** An authorised person changed the run by hand; the events that follow in the same decision are what it did. */
export type InstanceModified = Fact<
  'InstanceModified',
  { what: 'activate' | 'cancel' | 'move' | 'variables'; element: string; by: Person; reason: string; at: string }
>;
/** `elements` and `flows` map old ids to new ones; ids not named stay. */
export type InstanceMigrated = Fact<
  'InstanceMigrated',
  {
    from: string;
    to: string;
    elements: Readonly<Record<string, string>>;
    flows: Readonly<Record<string, string>>;
    by: Person;
    reason: string;
    at: string;
  }
>;

// ── Elements ────────────────────────────────────────────────────────────────

/** body: a loop, whose rounds are its children; inner: one round. */
export type Part = 'whole' | 'body' | 'inner';
/**
 * A token entered the element over the flows `via`. `scope` is the key of the sub-process, call activity or loop body that
 * contains it (absent: the process). `counter` numbers the rounds of a loop from 1. `compensates` is the key of the element
 * that this handler undoes, `thrower` who asked for it.
 */
export type ElementActivated = Fact<
  'ElementActivated',
  {
    elementKey: string;
    element: string;
    via: readonly string[];
    scope?: string;
    part?: Part;
    counter?: number;
    variables?: Variables;
    compensates?: string;
    thrower?: string;
  }
>;
/** A call activity found its process: `version` is the one that was bound (null: of the same file), `variables` are the process's own. */
export type ProcessCalled = Fact<
  'ProcessCalled',
  { elementKey: string; element: string; process: string; version: string | null; variables: Variables }
>;
/** The token left the element over the flows `taken` (one entry for each token). `output`: what a round adds to its collection. */
export type ElementCompleted = Fact<
  'ElementCompleted',
  { elementKey: string; element: string; taken: readonly string[]; output?: Json; compensable?: boolean }
>;
/** The element was cut off before it was done: by a boundary event, a terminate event, or with the whole instance. */
export type ElementTerminated = Fact<'ElementTerminated', { elementKey: string; element: string }>;
/** Tokens that nobody will take up any more: those of an interrupted scope, or what a gateway consumed besides. */
export type TokensDropped = Fact<'TokensDropped', { scope: string; flows: readonly string[] }>;
/** A loop knows its rounds: `total` null as long as a condition decides. */
export type LoopPlanned = Fact<'LoopPlanned', { elementKey: string; element: string; total: number | null; items: readonly Json[] | null }>;
/** A complex gateway fired on the flows it had; it waits for the rest of them before it is new. */
export type GatewayFired = Fact<'GatewayFired', { scope: string; element: string; arrived: readonly string[] }>;
export type GatewayReset = Fact<'GatewayReset', { scope: string; element: string }>;
/** `scope` is absent for the instance's own variables. */
export type VariablesSet = Fact<'VariablesSet', { variables: Variables; by: Person | null; reason: string | null; scope?: string }>;

// ── Decisions ───────────────────────────────────────────────────────────────

/** A decision that was made on the way to the one that was asked for. Of a table: what its columns came to, and the rules that fired. */
export type DecisionTrace = Readonly<{
  decision: string;
  name: string;
  /** Where the model has one. */
  nameEn?: string;
  value: Json;
  table: Readonly<{
    hitPolicy: string;
    inputs: readonly Readonly<{ expression: string; label?: string; value: Json }>[];
    /** `index` is the rule's place in the table, from 1. */
    matched: readonly Readonly<{ rule: string; index: number; outputs: Variables; annotations: Readonly<Record<string, string>> }>[];
  }> | null;
  /** What a decision that is no table is computed by. */
  expression: string | null;
}>;
/** A business rule task was decided by a published model, in the version of the dossier's day. `inputs` is what the model may ask for, `trace` in the order of evaluation. */
export type DecisionEvaluated = Fact<
  'DecisionEvaluated',
  {
    elementKey: string;
    element: string;
    name: string;
    decision: string;
    decisionName: string;
    model: string;
    version: number;
    effectiveFrom: string;
    inputs: Variables;
    value: Json;
    trace: readonly DecisionTrace[];
    at: string;
  }
>;

// ── Jobs and tasks ──────────────────────────────────────────────────────────

export type JobOpened = Fact<'JobOpened', OpenedJob>;
/** Variables that it was given were set right while it was open: `inputs` are those that say something else now. */
export type JobInputsCorrected = Fact<'JobInputsCorrected', { jobKey: string; elementKey: string; element: string; inputs: Variables; reason: string; at: string }>;
/** `variables` is what came back, before the output mappings; what the model keeps of it follows in VariablesSet. */
export type JobCompleted = Fact<
  'JobCompleted',
  {
    jobKey: string;
    elementKey: string;
    element: string;
    fact: string | null;
    outcome: string | null;
    variables: Variables;
    by: Person | null;
    at: string;
  }
>;
type Cancelled = 'interrupted' | 'retried' | 'terminated' | 'failed';
export type JobCancelled = Fact<'JobCancelled', { jobKey: string; elementKey: string; element: string; because: Cancelled; at: string }>;
/** A worker gave up for now; another try is allowed from `retryAt`. The last one is an incident instead. */
export type JobFailed = Fact<
  'JobFailed',
  { jobKey: string; elementKey: string; element: string; retriesLeft: number; retryAt: string; code: string; text: Text; at: string; lock?: string }
>;
export type TaskClaimed = Fact<'TaskClaimed', { jobKey: string; by: Person; at: string }>;
export type TaskReleased = Fact<'TaskReleased', { jobKey: string; by: Person; at: string }>;
/** assigned: by a leader; delegated: the owner waits for the answer; given-back: the delegate's answer; handed-over: absence. */
export type TaskAssigned = Fact<
  'TaskAssigned',
  { jobKey: string; how: 'assigned' | 'delegated' | 'given-back' | 'handed-over'; to: Person; by: Person; reason: string; at: string }
>;
/** What is left out stays as it was. */
export type TaskScheduled = Fact<
  'TaskScheduled',
  { jobKey: string; dueDate?: string; followUpDate?: string; priority?: number; by: Person; reason: string; at: string }
>;
export type TaskCommented = Fact<'TaskCommented', { jobKey: string; text: string; by: Person; at: string }>;
export type TaskEscalated = Fact<'TaskEscalated', { jobKey: string; toRole: string; at: string }>;

// ── Waiting for events ──────────────────────────────────────────────────────

/** `elementKey` is the element that waits, or the task or scope that the event (`element`) watches. `repetitions` null: endless. */
export type TimerScheduled = Fact<
  'TimerScheduled',
  { timerKey: string; elementKey: string; element: string; dueAt: string; trigger?: number; repetitions?: number | null; interval?: string; steps?: number }
>;
export type TimerFired = Fact<'TimerFired', { timerKey: string; elementKey: string; element: string; at: string }>;
export type TimerCancelled = Fact<'TimerCancelled', { timerKey: string; elementKey: string; element: string }>;
/** `trigger` is the place among the event's definitions. `name`: of the message or signal. `isTrue`: a condition's last value. */
export type SubscriptionOpened = Fact<
  'SubscriptionOpened',
  {
    subscriptionKey: string;
    elementKey: string;
    element: string;
    trigger: number;
    kind: 'message' | 'signal' | 'condition';
    name: string;
    correlationKey?: string;
    isTrue?: boolean;
    at: string;
  }
>;
export type SubscriptionClosed = Fact<'SubscriptionClosed', { subscriptionKey: string; elementKey: string; element: string }>;
export type ConditionChanged = Fact<'ConditionChanged', { subscriptionKey: string; isTrue: boolean }>;
/** What an event waited for happened. `by`: subscription, timer or thrower. */
export type EventOccurred = Fact<
  'EventOccurred',
  {
    elementKey: string;
    element: string;
    trigger: number;
    kind: string;
    name: string;
    variables: Variables;
    at: string;
    messageId?: string;
    /** The event needs others too before it has happened. */
    partial?: boolean;
  }
>;

// ── Throwing ────────────────────────────────────────────────────────────────

/** Leaves the instance: whoever runs it delivers the message, at most once to each process, and keeps it for `timeToLive`. */
export type MessageThrown = Fact<
  'MessageThrown',
  { elementKey: string; element: string; name: string; correlationKey: string; timeToLive: string; variables: Variables; at: string }
>;
/** Reaches everybody who waits for it, here and in other instances, and is not kept. */
export type SignalThrown = Fact<'SignalThrown', { elementKey: string; element: string; name: string; variables: Variables; at: string }>;
/** `caughtBy` is the catching event's element id; null: nobody (an escalation goes on, an error is an incident). */
export type ErrorThrown = Fact<'ErrorThrown', { elementKey: string; element: string; code: string; variables: Variables; caughtBy: string | null; at: string }>;
export type EscalationThrown = Fact<
  'EscalationThrown',
  { elementKey: string; element: string; code: string; variables: Variables; caughtBy: string | null; at: string }
>;
/** `entries`: the keys of the completed elements to undo, in the order in which it is done. `cancels`: the transaction to end after it. */
export type CompensationStarted = Fact<'CompensationStarted', { throwerKey: string; element: string; entries: readonly string[]; waits: boolean; cancels?: string }>;
/** The entry is undone by its handler, or by its parts, which take its place. */
export type CompensationDone = Fact<'CompensationDone', { throwerKey: string; entry: string; parts?: readonly string[] }>;
/** Everything that was to be undone is. */
export type CompensationEnded = Fact<'CompensationEnded', { throwerKey: string }>;

// ── Trouble ─────────────────────────────────────────────────────────────────

/** `elementKey` is null only for a join that can no longer be reached by all its branches. */
export type IncidentRaised = Fact<
  'IncidentRaised',
  {
    incidentKey: string;
    elementKey: string | null;
    element: string;
    jobKey: string | null;
    code: string;
    text: Text;
    /** The agency that has to act. */
    owner: string;
    at: string;
    /** Where the join stands that has no element key. */
    scope?: string;
    /** The work is done, and the way on was not found. */
    leaving?: boolean;
  }
>;
export type IncidentResolved = Fact<
  'IncidentResolved',
  { incidentKey: string; how: 'retried' | 'completed' | 'cancelled'; by: Person | null; at: string }
>;
export type KeptFact = Readonly<{ fact: string; variables: Variables; at: string }>;
/** Nothing waits for the fact yet, since an incident holds up what leads there. Of each fact the latest is kept. */
export type FactKept = Fact<'FactKept', KeptFact>;
/** used: a job that opened was waiting for it; dropped: nothing is held up any more, and nothing waits for it. */
export type FactReleased = Fact<'FactReleased', { fact: string; how: 'used' | 'dropped' }>;

export type InstanceEvent =
  | InstanceStarted
  | InstanceCompleted
  | InstanceTerminated
  | InstanceModified
  | InstanceMigrated
  | ElementActivated
  | ElementCompleted
  | ProcessCalled
  | ElementTerminated
  | TokensDropped
  | LoopPlanned
  | GatewayFired
  | GatewayReset
  | VariablesSet
  | DecisionEvaluated
  | JobOpened
  | JobInputsCorrected
  | JobCompleted
  | JobCancelled
  | JobFailed
  | TaskClaimed
  | TaskReleased
  | TaskAssigned
  | TaskScheduled
  | TaskCommented
  | TaskEscalated
  | TimerScheduled
  | TimerFired
  | TimerCancelled
  | SubscriptionOpened
  | SubscriptionClosed
  | ConditionChanged
  | EventOccurred
  | MessageThrown
  | SignalThrown
  | ErrorThrown
  | EscalationThrown
  | CompensationStarted
  | CompensationDone
  | CompensationEnded
  | IncidentRaised
  | IncidentResolved
  | FactKept
  | FactReleased;
