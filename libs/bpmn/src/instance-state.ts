import type {
  InstanceEvent, Json, KeptFact, OpenedJob, Part, Person, TimerScheduled, SubscriptionOpened, IncidentRaised, Variables,
} from './instance-events.js';
import type { TaskState } from './task-life.js';

export type * from './instance-events.js';

/** What came back from a job or an event, before the output mappings. */
export type Completion = Readonly<{ variables: Variables; outcome: string | null; fact: string | null }>;
export type CompletionOf<Kind> = Kind extends null ? null : Completion;

/** entering: its work could not begin yet; waiting: something is open; leaving: the work is done, the way on is not found yet. */
export type ActiveElement = Readonly<{
  elementKey: string;
  element: string;
  /** The key of what contains it; '' for the process itself. */
  scope: string;
  /** The flows whose tokens it took up. */
  arrived: readonly string[];
  part: Part;
  phase: 'entering' | 'waiting' | 'leaving';
  /** Its first job was opened, so its boundary events are subscribed; a retried job must not start them again. */
  hasOpened: boolean;
  completion: Completion | null;
  /** Its own variables: inputs, the item of a round, those of a called process. */
  variables: Variables;
  /** The number of the round from 1; 0 outside loops. */
  counter: number;
  loop: LoopState | null;
  called: CalledProcess | null;
  compensates: string | null;
  thrower: string | null;
  /** Triggers that occurred, of events that need several. */
  occurred: Table<readonly number[]>;
}>;
/** `given`: what the caller handed over; only what the process changed goes back. */
export type CalledProcess = Readonly<{ process: string; version: string | null; given: Variables }>;
/** `total` null: a condition decides. `outputs` by round. */
export type LoopState = Readonly<{
  total: number | null;
  items: readonly Json[] | null;
  started: number;
  completed: number;
  terminated: number;
  outputs: readonly Json[];
}>;
/** `failedLock`: under which a worker gave up last. */
export type OpenJob = OpenedJob & TaskState & Readonly<{ retryAt: string | null; failedLock?: string }>;
/** `element`, and the called process it stood in, only of what a person completed: another may not be theirs too. */
export type ClosedJob = Readonly<{ how: 'completed' | 'cancelled'; by: Person | null; at: string; element?: string; process?: string }>;
export type OpenTimer = TimerScheduled['data'];
export type OpenSubscription = SubscriptionOpened['data'];
export type OpenIncident = IncidentRaised['data'];
export type Token = Readonly<{ flow: string; scope: string }>;
/** A completed activity that can be undone, with what its variables were. */
export type Compensable = Readonly<{ elementKey: string; element: string; scope: string; variables: Variables }>;
export type Compensating = Readonly<{
  throwerKey: string;
  element: string;
  entries: readonly string[];
  waits: boolean;
  cancels: string | null;
}>;
export type Table<Row> = Readonly<Record<string, Row>>;

/** Plain data, ordered as it came: active elements and taken flows, and what they wait for. */
export type InstanceState = Readonly<{
  status: 'none' | 'open' | 'completed' | 'terminated';
  variables: Variables;
  /** How many keys each element has used; the next key is `<element>#<count + 1>`. */
  counts: Table<number>;
  elements: Table<ActiveElement>;
  /** On flows that no element has taken up, in the order of arrival. */
  tokens: readonly Token[];
  jobs: Table<OpenJob>;
  closedJobs: Table<ClosedJob>;
  timers: Table<OpenTimer>;
  subscriptions: Table<OpenSubscription>;
  incidents: Table<OpenIncident>;
  incidentCount: number;
  kept: readonly KeptFact[];
  compensable: readonly Compensable[];
  compensating: readonly Compensating[];
  /** Complex gateways that have fired and wait for the rest. */
  resets: readonly Readonly<{ scope: string; element: string; arrived: readonly string[] }>[];
  /** The end event reached last. */
  reachedEnd: string | null;
}>;

export const notStarted: InstanceState = {
  status: 'none',
  variables: {},
  counts: {},
  elements: {},
  tokens: [],
  jobs: {},
  closedJobs: {},
  timers: {},
  subscriptions: {},
  incidents: {},
  incidentCount: 0,
  kept: [],
  compensable: [],
  compensating: [],
  resets: [],
  reachedEnd: null,
};

/** An open instance has at least one living reason to wait; none means that it is stuck for ever. */
export function reasonsToWait({ jobs, timers, subscriptions, incidents }: InstanceState): readonly string[] {
  return [jobs, timers, subscriptions, incidents].flatMap((table) => Object.keys(table));
}

export function inPhase(state: InstanceState, elementKey: string, change: Partial<ActiveElement>): InstanceState {
  const active = Object.hasOwn(state.elements, elementKey) ? state.elements[elementKey] : undefined;
  return active === undefined ? state : { ...state, elements: put(state.elements, elementKey, { ...active, ...change }) };
}

/** Keys are `<element>#<n>`: the count follows the key, so that replay and decision can never disagree. */
export function counted(state: InstanceState, key: string): InstanceState {
  const element = key.slice(0, key.lastIndexOf('#'));
  const number = numberOf(key);
  return number <= countOf(state.counts, element) ? state : { ...state, counts: put(state.counts, element, number) };
}

export const numberOf = (key: string): number => Number(key.slice(key.lastIndexOf('#') + 1));
/** An element may be called `constructor`; only what was counted counts. */
export const countOf = (table: Table<number>, id: string): number => (Object.hasOwn(table, id) ? (table[id] ?? 0) : 0);
export const nextKey = ({ counts }: InstanceState, element: string): string => `${element}#${countOf(counts, element) + 1}`;

/**
 * Tables that the fold under way has made itself and nobody else has seen: it may write into them instead of copying them for
 * each event, which a loop of a thousand rounds would feel. Null outside of `foldWithin`: then every fold copies.
 */
let owned: WeakSet<object> | null = null;

/** Runs a fold whose states before the last are seen by nobody. */
export function foldWithin<State>(mine: WeakSet<object>, fold: () => State): State {
  const before = owned;
  owned = mine;
  const state = fold();
  owned = before;
  return state;
}

function writable<Row>(table: Table<Row>): Record<string, Row> {
  if (owned?.has(table) === true) return table as Record<string, Row>;
  const copy = { ...table };
  owned?.add(copy);
  return copy;
}

export function put<Row>(table: Table<Row>, key: string, row: Row): Table<Row> {
  const copy = writable(table);
  // An element may be called `__proto__`.
  if (key === '__proto__') Object.defineProperty(copy, key, { value: row, enumerable: true, configurable: true, writable: true });
  else copy[key] = row;
  return copy;
}

/** A copy less one entry costs a copy: rest properties take five times as long with a thousand rows. */
export function without<Row>(table: Table<Row>, key: string): Table<Row> {
  if (!Object.hasOwn(table, key)) return table;
  const rest = writable(table);
  delete rest[key];
  return rest;
}

export type { InstanceEvent };
