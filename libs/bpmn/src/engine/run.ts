import { RELEASED_CALENDARS, type CalendarBook } from '@lienthong/calendar';
import type { Definition, Node, Throw, Value } from '../definition.js';
import { evolveInstance } from '../instance.js';
import { foldWithin } from '../instance-state.js';
import type { ActiveElement, DecisionTrace, InstanceEvent, InstanceState, Json, Person, Text, Variables } from '../instance-state.js';

/** How a call activity names the version it wants; `version` is one that was bound before. */
export type Binding =
  | Readonly<{ kind: 'latest' | 'deployment' }>
  | Readonly<{ kind: 'versionTag'; tag: string }>
  | Readonly<{ kind: 'version'; version: string }>;
export type Called = Readonly<{ definition: Definition; version: string | null }>;
/** Finds a process to call. The answer for a bound version never changes. */
export type Resolve = (process: string, binding: Binding) => Called | undefined;

export type DecisionAnswer = Readonly<{ value: Json; errors: readonly Readonly<{ element: string; text: Text }>[]; trace: readonly DecisionTrace[] }>;
/** A decision in the version that holds for this instance. `inputs`: the names that it may ask for. */
export type CalledDecision = Readonly<{
  name: string;
  model: string;
  version: number;
  effectiveFrom: string;
  inputs: readonly string[];
  evaluate: (input: Variables, now: string) => DecisionAnswer;
}>;
/** Finds a published decision by its id, in the version of the day that counts for the instance: the answer never changes. */
export type FindDecision = (decision: string) => CalledDecision | undefined;

/** Something to do before the next token moves. Elements ask each other through this list, so that none has to know another. */
export type Errand =
  | Readonly<{ kind: 'enter'; node: Node; scope: string; via: readonly string[]; entry?: Entry }>
  | Readonly<{ kind: 'begin'; elementKey: string; entry?: Entry }>
  | Readonly<{ kind: 'complete'; elementKey: string }>
  | Readonly<{ kind: 'occur'; host: string; element: Node; trigger: number; event: Occurrence }>
  | Readonly<{ kind: 'throw'; elementKey: string; code: Value; of: 'error' | 'escalation'; variables: Variables; text: Text | null; jobKey: string | null }>
  | Readonly<{ kind: 'round-ended'; bodyKey: string; round: Variables }>
  | Readonly<{ kind: 'ad-hoc-step'; elementKey: string }>
  | Readonly<{ kind: 'compensate'; throwerKey: string }>
  | Readonly<{ kind: 'cancelled'; transaction: string }>
  | Readonly<{ kind: 'failed'; elementKey: string; fault: Fault }>
  | Readonly<{ kind: 'throw-from-loop'; bodyKey: string; throws: Throw }>;

/** What happened to an event: the variables it brought, and what it was. */
export type Occurrence = Readonly<{ kind: string; name: string; variables: Variables; messageId?: string; isRecorded?: boolean }>;
/** How an element is entered otherwise than by a token. */
export type Entry = Readonly<{
  part?: 'inner';
  counter?: number;
  variables?: Variables;
  compensates?: string;
  thrower?: string;
  /** The event that brought the token here has happened already. */
  occurred?: Occurrence;
  /** The trigger of an event that needs several. */
  trigger?: number;
}>;

export type Fault = Readonly<{ code: string; text: Text }>;
export const fault = (code: string, vi: string, en: string): Fault => ({ code, text: { vi, en } });

/**
 * One decision, from wait to wait: events are recorded, and the state is only ever what they fold to. It lives as
 * long as the decision; what is mutable here nobody else sees.
 */
export type Run = {
  readonly definition: Definition;
  readonly resolve: Resolve;
  /** For timers in working time. */
  readonly calendars: CalendarBook;
  /** Null where no models are at hand at all: what is to be decided is then a worker's job. */
  readonly findDecision: FindDecision | null;
  readonly at: string;
  readonly events: InstanceEvent[];
  readonly errands: Errand[];
  /** The elements entered last, to name a cycle. */
  readonly trail: string[];
  readonly definitions: Map<string, Definition>;
  state: InstanceState;
  /** Elements entered since somebody outside did something. */
  steps: number;
  /** Variables changed, so that conditions may have become true. */
  isDirty: boolean;
  /** Scopes and loops in which something began or ended, so that they may go on or end. */
  readonly touched: Set<string>;
  readonly owned: WeakSet<object>;
};

/** Variables change only where somebody waits, so that a run this long without a wait goes in circles. */
export const MOST_STEPS = 20_000;
/** An append takes 500 events; what is left goes on in the next decision, whose timer is due at once. */
export const PAUSE_AFTER = 400;
const TRAIL = 40;

export const runOf = (definition: Definition, resolve: Resolve, state: InstanceState, at: string, findDecision: FindDecision | null = null, calendars: CalendarBook = RELEASED_CALENDARS): Run => ({
  definition, resolve, findDecision, calendars, at, state, events: [], errands: [], trail: [], definitions: new Map(), steps: 0, isDirty: false, touched: new Set(), owned: new WeakSet(),
});

const STIRRING: ReadonlySet<InstanceEvent['type']> = new Set([
  'InstanceStarted', 'VariablesSet', 'JobOpened', 'ProcessCalled', 'ElementActivated', 'SubscriptionOpened', 'LoopPlanned',
]);

export function record(run: Run, ...events: readonly InstanceEvent[]): void {
  for (const event of events) {
    touch(run, event);
    run.state = foldWithin(run.owned, () => evolveInstance(run.state, event));
    run.events.push(event);
    if (STIRRING.has(event.type)) run.isDirty = true;
  }
}

function touch(run: Run, { type, data }: InstanceEvent): void {
  switch (type) {
    case 'ElementActivated':
    case 'LoopPlanned':
    case 'CompensationEnded':
      run.touched.add('elementKey' in data ? data.elementKey : data.throwerKey);
      return;
    case 'ElementCompleted':
    case 'ElementTerminated':
      run.touched.add(run.state.elements[data.elementKey]?.scope ?? '');
      return;
    case 'TokensDropped':
      run.touched.add(data.scope);
      return;
    case 'IncidentResolved': {
      const incident = run.state.incidents[data.incidentKey];
      run.touched.add(incident?.elementKey ?? incident?.scope ?? '');
      return;
    }
    default:
      return;
  }
}

/** After a pause or a repair anything may go on. */
export function touchAll(run: Run): void {
  for (const elementKey of Object.keys(run.state.elements)) run.touched.add(elementKey);
}

export function step(run: Run, node: Node): boolean {
  run.steps += 1;
  run.trail.push(node.id);
  if (run.trail.length > TRAIL) run.trail.shift();
  return !isExhausted(run);
}

/**
 * Whatever tokens are left stand where they are: each of them would only be one more incident. After a pause a few more steps
 * are taken, so that the cycle can be named.
 */
export const isExhausted = ({ steps, trail }: Pick<Run, 'steps' | 'trail'>): boolean => steps > MOST_STEPS && trail.length >= TRAIL;

export function activeOf({ state }: Pick<Run, 'state'>, elementKey: string): ActiveElement | undefined {
  return Object.hasOwn(state.elements, elementKey) ? state.elements[elementKey] : undefined;
}

/** The definition whose elements stand in the scope: the called one's inside a call activity. */
export function definitionIn(run: Run, scope: string): Definition {
  if (scope === '') return run.definition;
  const known = run.definitions.get(scope);
  if (known !== undefined) return known;
  const active = activeOf(run, scope);
  const bound = active?.called ?? null;
  const called = bound === null ? undefined : run.resolve(bound.process, bound.version === null ? { kind: 'deployment' } : { kind: 'version', version: bound.version });
  const definition = called?.definition ?? (active === undefined ? run.definition : definitionIn(run, active.scope));
  if (bound === null || called !== undefined) run.definitions.set(scope, definition);
  return definition;
}

export function nodeIn(run: Run, element: string, scope: string): Node | undefined {
  const { nodeIndex, nodes } = definitionIn(run, scope);
  return Object.hasOwn(nodeIndex, element) ? nodes[nodeIndex[element] ?? -1] : undefined;
}

export const nodeOf = (run: Run, active: Pick<ActiveElement, 'element' | 'scope'>): Node | undefined => nodeIn(run, active.element, active.scope);

export const childrenOf = ({ state }: Pick<Run, 'state'>, scope: string): readonly ActiveElement[] =>
  Object.values(state.elements).filter((active) => active.scope === scope);

/** The whole activity that a round or the activity itself belongs to: boundary events are attached to it. */
export function hostOf(run: Run, active: ActiveElement): ActiveElement {
  const body = active.part === 'inner' ? activeOf(run, active.scope) : undefined;
  return body ?? active;
}

export function raise(
  run: Run,
  node: Node | null,
  where: Readonly<{ elementKey: string | null; jobKey?: string | null; scope?: string; leaving?: boolean }>,
  { code, text }: Fault,
): void {
  const { elementKey, jobKey = null, scope, leaving } = where;
  const incidentKey = `incident#${run.state.incidentCount + 1}`;
  const job = node !== null && 'job' in node ? node.job : null;
  const owner = job !== null && job.agency !== '' ? job.agency : (run.definition.procedure?.owner ?? '');
  const data = { incidentKey, elementKey, element: node?.id ?? '', jobKey, code, text, owner, at: run.at };
  record(run, {
    type: 'IncidentRaised',
    data: { ...data, ...(scope !== undefined && scope !== '' && { scope }), ...(leaving === true && { leaving }) },
  });
}

export const hasIncident = ({ state }: Pick<Run, 'state'>, elementKey: string): boolean =>
  Object.values(state.incidents).some((incident) => incident.elementKey === elementKey);

export function resolveIncidents(run: Run, elementKey: string, how: 'completed' | 'cancelled', by: Person | null = null): void {
  const open = Object.values(run.state.incidents).filter((incident) => incident.elementKey === elementKey);
  for (const { incidentKey } of open) record(run, { type: 'IncidentResolved', data: { incidentKey, how, by, at: run.at } });
}
