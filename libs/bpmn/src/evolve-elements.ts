import { assertNever } from '@lienthong/kernel';
import { counted, inPhase, put, without, type ActiveElement, type Compensable, type InstanceEvent, type InstanceState, type LoopState, type Token } from './instance-state.js';

type EventOf<Type extends InstanceEvent['type']> = Extract<InstanceEvent, { type: Type }>;

export function evolveElement(
  state: InstanceState,
  event: EventOf<'ElementActivated' | 'ElementCompleted' | 'ElementTerminated'>,
): InstanceState {
  switch (event.type) {
    case 'ElementActivated':
      return activated(state, event.data);
    case 'ElementCompleted':
      return completed(state, event.data);
    case 'ElementTerminated':
      return terminated(state, event.data.elementKey);
    default:
      return assertNever(event);
  }
}

function activated(state: InstanceState, data: EventOf<'ElementActivated'>['data']): InstanceState {
  const { elementKey, element, via, scope = '', part = 'whole', counter = 0, variables = {} } = data;
  const active: ActiveElement = {
    elementKey, element, scope, arrived: via, part, phase: 'entering', hasOpened: false, completion: null, variables, counter, loop: null, called: null,
    compensates: data.compensates ?? null, thrower: data.thrower ?? null, occurred: {},
  };
  const entered = counter > 0 ? inLoop(state, scope, (loop) => ({ ...loop, started: counter })) : state;
  const tokens = via.reduce<readonly Token[]>((left, flow) => withoutOne(left, flow, scope), state.tokens);
  return { ...counted(entered, elementKey), elements: put(entered.elements, elementKey, active), tokens };
}

function completed(state: InstanceState, data: EventOf<'ElementCompleted'>['data']): InstanceState {
  const { elementKey, element, taken, output, compensable } = data;
  const active = state.elements[elementKey];
  const scope = active?.scope ?? '';
  const tokens = [...state.tokens, ...taken.map((flow) => ({ flow, scope }))];
  const kept = compensable === true ? state.compensable : withoutParts(state, elementKey);
  // What a called process had is its own: the handler of a call sees what is around the call.
  const own = active === undefined || active.called !== null ? {} : active.variables;
  const compensables = compensable === true ? [...kept, { elementKey, element, scope, variables: own }] : kept;
  const left: InstanceState = { ...state, elements: without(state.elements, elementKey), tokens, compensable: compensables };
  const round = active?.part === 'inner' ? active.counter : 0;
  const after = round === 0 ? left : inLoop(left, scope, (loop) => roundDone(loop, round, output));
  return { ...after, reachedEnd: taken.length === 0 && round === 0 && scope === '' ? element : state.reachedEnd };
}

function roundDone(loop: LoopState, round: number, output: LoopState['outputs'][number] | undefined): LoopState {
  const completedRounds = loop.completed + 1;
  if (output === undefined) return { ...loop, completed: completedRounds };
  const outputs = [...loop.outputs];
  while (outputs.length < round) outputs.push(null);
  outputs[round - 1] = output;
  return { ...loop, completed: completedRounds, outputs };
}

function terminated(state: InstanceState, elementKey: string): InstanceState {
  const active = state.elements[elementKey];
  const left = { ...state, elements: without(state.elements, elementKey), compensable: withoutParts(state, elementKey) };
  return active?.part === 'inner' ? inLoop(left, active.scope, (loop) => ({ ...loop, terminated: loop.terminated + 1 })) : left;
}

/** What was done inside a scope that is gone for good cannot be undone any more. */
const withoutParts = (state: InstanceState, scope: string): InstanceState['compensable'] =>
  state.compensable.some((entry) => entry.scope === scope) ? state.compensable.filter((entry) => entry.scope !== scope) : state.compensable;

function inLoop(state: InstanceState, bodyKey: string, change: (loop: LoopState) => LoopState): InstanceState {
  const loop = state.elements[bodyKey]?.loop;
  return loop === null || loop === undefined ? state : inPhase(state, bodyKey, { loop: change(loop) });
}

function withoutOne(tokens: readonly Token[], flow: string, scope: string): readonly Token[] {
  const place = tokens.findIndex((token) => token.flow === flow && token.scope === scope);
  return place < 0 ? tokens : tokens.filter((_, index) => index !== place);
}

type ScopeEvent = EventOf<
  | 'ProcessCalled' | 'TokensDropped' | 'LoopPlanned' | 'GatewayFired' | 'GatewayReset' | 'VariablesSet'
  | 'CompensationStarted' | 'CompensationDone' | 'CompensationEnded'
>;

export function evolveScopes(state: InstanceState, event: ScopeEvent): InstanceState {
  switch (event.type) {
    case 'ProcessCalled': {
      const { elementKey, process, version, variables } = event.data;
      return inPhase(state, elementKey, { called: { process, version, given: variables }, variables, phase: 'waiting' });
    }
    case 'TokensDropped': {
      const { scope, flows } = event.data;
      return { ...state, tokens: flows.reduce((left, flow) => withoutOne(left, flow, scope), state.tokens) };
    }
    case 'LoopPlanned': {
      const { elementKey, total, items } = event.data;
      return inPhase(state, elementKey, { phase: 'waiting', loop: { total, items, started: 0, completed: 0, terminated: 0, outputs: [] } });
    }
    case 'GatewayFired':
      return { ...state, resets: [...state.resets, event.data] };
    case 'GatewayReset': {
      const { scope, element } = event.data;
      return { ...state, resets: state.resets.filter((reset) => reset.scope !== scope || reset.element !== element) };
    }
    case 'VariablesSet':
      return variablesSet(state, event.data);
    case 'CompensationStarted':
    case 'CompensationDone':
    case 'CompensationEnded':
      return evolveCompensation(state, event);
    default:
      return assertNever(event);
  }
}

function variablesSet(state: InstanceState, { scope, variables }: EventOf<'VariablesSet'>['data']): InstanceState {
  if (scope === undefined) return { ...state, variables: { ...state.variables, ...variables } };
  return inPhase(state, scope, { variables: { ...state.elements[scope]?.variables, ...variables } });
}

/** A handler sees the variables of its sub-process as they were when that completed (§10.7.1, §13.5.5), once it is its parts that are undone. */
const seeing = (around: Compensable | undefined, part: Compensable): Compensable =>
  part.scope === around?.elementKey ? { ...part, variables: { ...around.variables, ...part.variables } } : part;

function evolveCompensation(state: InstanceState, event: EventOf<'CompensationStarted' | 'CompensationDone' | 'CompensationEnded'>): InstanceState {
  const { throwerKey } = event.data;
  switch (event.type) {
    case 'CompensationStarted': {
      const { element, entries, waits, cancels = null } = event.data;
      const started = { ...state, compensating: [...state.compensating, { throwerKey, element, entries, waits, cancels }] };
      return inPhase(started, throwerKey, { phase: 'waiting' });
    }
    case 'CompensationDone': {
      const { entry, parts = [] } = event.data;
      const compensating = state.compensating.map((each) =>
        each.throwerKey === throwerKey ? { ...each, entries: [...parts, ...each.entries.filter((key) => key !== entry)] } : each,
      );
      const compensable = state.compensable.filter(({ elementKey }) => elementKey !== entry);
      const around = state.compensable.find(({ elementKey }) => elementKey === entry);
      return { ...state, compensating, compensable: parts.length === 0 ? compensable : compensable.map((part) => seeing(around, part)) };
    }
    case 'CompensationEnded':
      return inPhase({ ...state, compensating: state.compensating.filter((each) => each.throwerKey !== throwerKey) }, throwerKey, { phase: 'leaving' });
    default:
      return assertNever(event);
  }
}
