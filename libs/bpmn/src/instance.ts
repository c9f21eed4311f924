import { assertNever } from '@lienthong/kernel';
import { evolveElement, evolveScopes } from './evolve-elements.js';
import { evolveEvents, evolveJob } from './evolve-waits.js';
import { migrated } from './instance-migration.js';
import type { Completion, CompletionOf, InstanceEvent, InstanceState } from './instance-state.js';
import { foldWithin, inPhase, put, without } from './instance-state.js';

export type * from './instance-events.js';
export type * from './instance-state.js';
export { countOf, notStarted, numberOf, reasonsToWait } from './instance-state.js';
export type { Completion, CompletionOf };

/** Needs no definition: an instance folds even when its procedure's version is not at hand. */
export function evolveInstance(state: InstanceState, event: InstanceEvent): InstanceState {
  switch (event.type) {
    case 'InstanceStarted':
      return { ...state, status: 'open', variables: event.data.variables };
    case 'InstanceCompleted':
      return { ...state, status: 'completed', tokens: [], kept: [], compensable: [], resets: [] };
    case 'InstanceTerminated':
      return { ...state, status: 'terminated', elements: {}, tokens: [], kept: [], compensable: [], compensating: [], resets: [] };
    case 'InstanceMigrated':
      return migrated(state, event.data);
    case 'ElementActivated':
    case 'ElementCompleted':
    case 'ElementTerminated':
      return evolveElement(state, event);
    case 'ProcessCalled':
    case 'TokensDropped':
    case 'LoopPlanned':
    case 'GatewayFired':
    case 'GatewayReset':
    case 'VariablesSet':
    case 'CompensationStarted':
    case 'CompensationDone':
    case 'CompensationEnded':
      return evolveScopes(state, event);
    case 'JobOpened':
    case 'JobInputsCorrected':
    case 'JobCompleted':
    case 'JobCancelled':
    case 'JobFailed':
    case 'TaskClaimed':
    case 'TaskReleased':
    case 'TaskAssigned':
    case 'TaskScheduled':
    case 'TaskCommented':
    case 'TaskEscalated':
      return evolveJob(state, event);
    case 'TimerScheduled':
    case 'TimerFired':
    case 'TimerCancelled':
    case 'SubscriptionOpened':
    case 'SubscriptionClosed':
    case 'ConditionChanged':
    case 'EventOccurred':
      return evolveEvents(state, event);
    case 'IncidentRaised':
    case 'IncidentResolved':
    case 'FactKept':
    case 'FactReleased':
      return evolveTrouble(state, event);
    case 'InstanceModified':
    case 'MessageThrown':
    case 'SignalThrown':
    case 'ErrorThrown':
    case 'EscalationThrown':
    case 'DecisionEvaluated':
      return state; // what follows them in the same decision is what they did
    default:
      return assertNever(event);
  }
}

/** The same, of many at once: only the last state is seen, so that those before it need no copies. */
export const evolveAll = (state: InstanceState, events: readonly InstanceEvent[]): InstanceState =>
  foldWithin(new WeakSet(), () => events.reduce(evolveInstance, state));

type Trouble = Extract<InstanceEvent, { type: 'IncidentRaised' | 'IncidentResolved' | 'FactKept' | 'FactReleased' }>;

function evolveTrouble(state: InstanceState, event: Trouble): InstanceState {
  switch (event.type) {
    case 'IncidentRaised': {
      const { incidentKey, elementKey, leaving } = event.data;
      const raised = { ...state, incidents: put(state.incidents, incidentKey, event.data), incidentCount: state.incidentCount + 1 };
      return leaving === true && elementKey !== null ? inPhase(raised, elementKey, { phase: 'leaving' }) : raised;
    }
    case 'IncidentResolved':
      return { ...state, incidents: without(state.incidents, event.data.incidentKey) };
    case 'FactKept':
      return { ...state, kept: [...state.kept.filter(({ fact }) => fact !== event.data.fact), event.data] };
    case 'FactReleased':
      return { ...state, kept: state.kept.filter(({ fact }) => fact !== event.data.fact) };
    default:
      return assertNever(event);
  }
}
