import { assertNever, type Fact } from '@lienthong/kernel';

/** What JSON can hold, with the payload rule of this project: numbers are safe integers, decimals are strings. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Variables = Readonly<Record<string, Json>>;
/** What people read: Vietnamese first, English second. */
export type Text = Readonly<{ vi: string; en: string }>;
/** Who did it, as shown to the next person. */
export type Person = Readonly<{ subject: string; name: string }>;
export type ClockSuspension = Readonly<{ ground: SuspensionGround; legalBasis: string }>;
export type SuspensionGround = 'financial-obligation' | 'supplement';
export type JobKind = 'service' | 'user' | 'receive';

// ── Events ──────────────────────────────────────────────────────────────────

/** Everything a reader of "who has it, since when, why" needs; nothing has to be looked up in the model again. */
export type OpenedJob = Readonly<{
  jobKey: string;
  elementKey: string;
  element: string;
  /** Vietnamese. */
  name: string;
  /** Empty where the model gives none. */
  nameEn: string;
  kind: JobKind;
  /** `<service>.<verb-noun>` for a service task; the element id for the others. */
  type: string;
  agency: string;
  role: string | null;
  reason: Text;
  /** Only what the model's input mappings name leaves the instance. */
  inputs: Variables;
  stepNumber: string;
  /** Working time, e.g. `P2D` or `PT4H`. The calendar turns it into a due date; the engine does not. */
  limit: string;
  /** False: the step is outside the procedure's legal limit. */
  counts: boolean;
  dossierState: number | null;
  suspendsClock: ClockSuspension | null;
  /** Full names of the public facts that complete it; empty when only a worker or an officer can. */
  completedBy: readonly string[];
  openedAt: string;
}>;

export type InstanceStarted = Fact<'InstanceStarted', { processId: string; procedure: string; variables: Variables; at: string }>;
/** A token entered the element over the flows `via`. */
export type ElementActivated = Fact<'ElementActivated', { elementKey: string; element: string; via: readonly string[] }>;
/** The token left the element over the flows `taken`. */
export type ElementCompleted = Fact<'ElementCompleted', { elementKey: string; element: string; taken: readonly string[] }>;
/** The element was cut off before it was done: by a boundary timer, or with the whole instance. */
export type ElementTerminated = Fact<'ElementTerminated', { elementKey: string; element: string }>;
export type JobOpened = Fact<'JobOpened', OpenedJob>;
export type TaskClaimed = Fact<'TaskClaimed', { jobKey: string; by: Person; at: string }>;
export type TaskReleased = Fact<'TaskReleased', { jobKey: string; by: Person; at: string }>;
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
export type JobCancelled = Fact<
  'JobCancelled',
  { jobKey: string; elementKey: string; element: string; because: 'interrupted' | 'retried' | 'terminated'; at: string }
>;
/** `elementKey` is the catch event itself, or the task that a boundary timer (`element`) watches. */
export type TimerScheduled = Fact<'TimerScheduled', { timerKey: string; elementKey: string; element: string; dueAt: string }>;
export type TimerFired = Fact<'TimerFired', { timerKey: string; elementKey: string; element: string; at: string }>;
export type TimerCancelled = Fact<'TimerCancelled', { timerKey: string; elementKey: string; element: string }>;
export type VariablesSet = Fact<'VariablesSet', { variables: Variables; by: Person | null; reason: string | null }>;
/** `elementKey` is null only for a parallel join that can no longer be reached by all its branches. */
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
  }
>;
export type IncidentResolved = Fact<
  'IncidentResolved',
  { incidentKey: string; how: 'retried' | 'completed' | 'cancelled'; by: Person | null; at: string }
>;
/** Nothing waits for the fact yet, since an incident holds up what leads there. Of each fact the latest is kept. */
export type FactKept = Fact<'FactKept', KeptFact>;
/** used: a job that opened was waiting for it; dropped: nothing is held up any more, and nothing waits for it. */
export type FactReleased = Fact<'FactReleased', { fact: string; how: 'used' | 'dropped' }>;
/** `outcome` is the id of the end event that was reached last. */
export type InstanceCompleted = Fact<'InstanceCompleted', { outcome: string; name: string; dossierState: number | null; at: string }>;
export type InstanceTerminated = Fact<'InstanceTerminated', { reason: string; by: Person; at: string }>;

export type InstanceEvent =
  | InstanceStarted
  | ElementActivated
  | ElementCompleted
  | ElementTerminated
  | JobOpened
  | TaskClaimed
  | TaskReleased
  | JobCompleted
  | JobCancelled
  | TimerScheduled
  | TimerFired
  | TimerCancelled
  | VariablesSet
  | IncidentRaised
  | IncidentResolved
  | FactKept
  | FactReleased
  | InstanceCompleted
  | InstanceTerminated;

// ── State ───────────────────────────────────────────────────────────────────

export type Completion = Readonly<{ variables: Variables; outcome: string | null; fact: string | null }>;
/** entering: its work could not begin yet; waiting: a job or timer is open; leaving: the work is done, the way on is not found yet. */
export type ActiveElement = Readonly<{
  elementKey: string;
  element: string;
  phase: 'entering' | 'waiting' | 'leaving';
  /** Its first job was opened, so its boundary timers run; a retried job must not start them again. */
  hasOpened: boolean;
  completion: Completion | null;
}>;
export type OpenJob = OpenedJob & Readonly<{ claimed: Readonly<{ by: Person; at: string }> | null }>;
export type ClosedJob = Readonly<{ how: 'completed' | 'cancelled'; by: Person | null; at: string }>;
export type OpenTimer = TimerScheduled['data'];
export type OpenIncident = IncidentRaised['data'];
export type KeptFact = Readonly<{ fact: string; variables: Variables; at: string }>;
type Table<Row> = Readonly<Record<string, Row>>;

/** Plain data, ordered as it came: active elements and taken flows, and what they wait for. */
export type InstanceState = Readonly<{
  status: 'none' | 'open' | 'completed' | 'terminated';
  variables: Variables;
  /** How many keys each element has used; the next key is `<element>#<count + 1>`. */
  counts: Table<number>;
  elements: Table<ActiveElement>;
  /** Tokens on flows that no element has taken up: branches waiting at a parallel join. */
  tokens: Table<number>;
  jobs: Table<OpenJob>;
  closedJobs: Table<ClosedJob>;
  timers: Table<OpenTimer>;
  incidents: Table<OpenIncident>;
  incidentCount: number;
  kept: readonly KeptFact[];
  /** The end event reached last. */
  reachedEnd: string | null;
}>;

export const notStarted: InstanceState = {
  status: 'none',
  variables: {},
  counts: {},
  elements: {},
  tokens: {},
  jobs: {},
  closedJobs: {},
  timers: {},
  incidents: {},
  incidentCount: 0,
  kept: [],
  reachedEnd: null,
};

// ── Evolve ──────────────────────────────────────────────────────────────────

/** Needs no definition: an instance folds even when its procedure's version is not at hand. */
export function evolveInstance(state: InstanceState, event: InstanceEvent): InstanceState {
  switch (event.type) {
    case 'InstanceStarted':
      return { ...state, status: 'open', variables: event.data.variables };
    case 'ElementActivated':
    case 'ElementCompleted':
      return evolveElement(state, event);
    case 'ElementTerminated':
      return { ...state, elements: without(state.elements, event.data.elementKey) };
    case 'JobOpened':
    case 'TaskClaimed':
    case 'TaskReleased':
    case 'JobCompleted':
    case 'JobCancelled':
      return evolveJob(state, event);
    case 'TimerScheduled':
    case 'TimerFired':
    case 'TimerCancelled':
      return evolveTimer(state, event);
    case 'VariablesSet':
      return { ...state, variables: { ...state.variables, ...event.data.variables } };
    case 'IncidentRaised':
      return {
        ...state,
        incidents: { ...state.incidents, [event.data.incidentKey]: event.data },
        incidentCount: state.incidentCount + 1,
      };
    case 'IncidentResolved':
      return { ...state, incidents: without(state.incidents, event.data.incidentKey) };
    case 'FactKept':
      return { ...state, kept: [...withoutFact(state.kept, event.data.fact), event.data] };
    case 'FactReleased':
      return { ...state, kept: withoutFact(state.kept, event.data.fact) };
    case 'InstanceCompleted':
      return { ...state, status: 'completed', kept: [] };
    case 'InstanceTerminated':
      return { ...state, status: 'terminated', elements: {}, tokens: {}, kept: [] };
    default:
      return assertNever(event);
  }
}

function evolveElement(state: InstanceState, event: ElementActivated | ElementCompleted): InstanceState {
  const { elementKey, element } = event.data;
  if (event.type === 'ElementCompleted') {
    const { taken } = event.data;
    const elements = without(state.elements, elementKey);
    const tokens = taken.reduce((table, flow) => ({ ...table, [flow]: countOf(table, flow) + 1 }), state.tokens);
    return { ...state, elements, tokens, reachedEnd: taken.length === 0 ? element : state.reachedEnd };
  }
  const tokens = event.data.via.reduce((table, flow) => {
    const left = countOf(table, flow) - 1;
    return left > 0 ? { ...table, [flow]: left } : without(table, flow);
  }, state.tokens);
  const active: ActiveElement = { elementKey, element, phase: 'entering', hasOpened: false, completion: null };
  return { ...counted(state, element, elementKey), elements: { ...state.elements, [elementKey]: active }, tokens };
}

function evolveJob(state: InstanceState, event: JobOpened | TaskClaimed | TaskReleased | JobCompleted | JobCancelled): InstanceState {
  const { jobKey } = event.data;
  if (event.type === 'JobOpened') {
    const jobs = { ...state.jobs, [jobKey]: { ...event.data, claimed: null } };
    return { ...counted(inPhase(state, event.data.elementKey, { phase: 'waiting', hasOpened: true }), event.data.element, jobKey), jobs };
  }
  if (event.type === 'TaskClaimed' || event.type === 'TaskReleased') {
    const job = state.jobs[jobKey];
    if (job === undefined) return state;
    const claimed = event.type === 'TaskClaimed' ? { by: event.data.by, at: event.data.at } : null;
    return { ...state, jobs: { ...state.jobs, [jobKey]: { ...job, claimed } } };
  }
  const jobs = without(state.jobs, jobKey);
  if (event.type === 'JobCancelled') {
    const closed: ClosedJob = { how: 'cancelled', by: null, at: event.data.at };
    return { ...inPhase(state, event.data.elementKey, { phase: 'entering' }), jobs, closedJobs: { ...state.closedJobs, [jobKey]: closed } };
  }
  const { elementKey, variables, outcome, fact, by, at } = event.data;
  const closed: ClosedJob = { how: 'completed', by, at };
  const left = inPhase(state, elementKey, { phase: 'leaving', completion: { variables, outcome, fact } });
  return { ...left, jobs, closedJobs: { ...state.closedJobs, [jobKey]: closed } };
}

function evolveTimer(state: InstanceState, event: TimerScheduled | TimerFired | TimerCancelled): InstanceState {
  const { timerKey, elementKey, element } = event.data;
  const isOwnTimer = state.elements[elementKey]?.element === element;
  if (event.type === 'TimerScheduled') {
    const timers = { ...state.timers, [timerKey]: event.data };
    return isOwnTimer ? { ...inPhase(state, elementKey, { phase: 'waiting' }), timers } : { ...counted(state, element, timerKey), timers };
  }
  const timers = without(state.timers, timerKey);
  if (event.type === 'TimerFired' && isOwnTimer) {
    return { ...inPhase(state, elementKey, { phase: 'leaving' }), timers };
  }
  return { ...state, timers };
}

function inPhase(state: InstanceState, elementKey: string, change: Partial<ActiveElement>): InstanceState {
  const active = state.elements[elementKey];
  return active === undefined ? state : { ...state, elements: { ...state.elements, [elementKey]: { ...active, ...change } } };
}

/** Keys are `<element>#<n>`: the count follows the key, so that replay and decision can never disagree. */
function counted(state: InstanceState, element: string, key: string): InstanceState {
  const number = numberOf(key);
  return number <= countOf(state.counts, element) ? state : { ...state, counts: { ...state.counts, [element]: number } };
}

export const numberOf = (key: string): number => Number(key.slice(key.lastIndexOf('#') + 1));
/** An element may be called `constructor`; only what was counted counts. */
export const countOf = (table: Table<number>, id: string): number => (Object.hasOwn(table, id) ? (table[id] ?? 0) : 0);

const withoutFact = (kept: readonly KeptFact[], fact: string): readonly KeptFact[] => kept.filter((other) => other.fact !== fact);

function without<Row>(table: Table<Row>, key: string): Table<Row> {
  const { [key]: _gone, ...rest } = table;
  return rest;
}
