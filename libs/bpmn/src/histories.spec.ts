import { readdirSync, readFileSync } from 'node:fs';
import { evolveAll, evolveInstance, notStarted, type InstanceEvent, type InstanceState } from './index.js';

// Streams of earlier releases, one of each element. Whatever becomes of the engine, they fold to what they came to.
const folder = new URL('../test/histories/', import.meta.url);
type History = Readonly<{ story: string; events: readonly InstanceEvent[]; cameTo: object }>;
const histories = readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly History[]);

/** What people and other services would notice; fields that a later release adds are not among it. */
function essence({ status, variables, elements, tokens, jobs, timers, subscriptions, incidents, compensable, reachedEnd }: InstanceState): object {
  const active = Object.values(elements).map(({ elementKey, scope, phase, variables: own }) => ({ elementKey, scope, phase, variables: own }));
  const keys = { jobs, timers, subscriptions, incidents };
  return {
    status, variables, tokens, reachedEnd, elements: active, compensable: compensable.map(({ elementKey }) => elementKey),
    ...Object.fromEntries(Object.entries(keys).map(([name, table]) => [name, Object.keys(table)])),
  };
}

describe('recorded histories', () => {
  it.each(histories)('$story', ({ events, cameTo }) => {
    expect(essence(events.reduce(evolveInstance, notStarted))).toEqual(cameTo);
    expect(evolveAll(notStarted, events)).toEqual(events.reduce(evolveInstance, notStarted));
  });
  it('there is one of each kind of event', () => {
    const told = new Set<string>(histories.flatMap(({ events }) => events.map(({ type }) => type)));
    expect(Object.keys(KINDS).filter((kind) => !told.has(kind))).toEqual([]);
  });
});

/** Total: a kind of event that is added is not compiled here before it has a history. */
const KINDS: Readonly<Record<InstanceEvent['type'], true>> = {
  InstanceStarted: true, InstanceCompleted: true, InstanceTerminated: true, InstanceModified: true, InstanceMigrated: true, ElementActivated: true, ElementCompleted: true,
  ProcessCalled: true, ElementTerminated: true, TokensDropped: true, LoopPlanned: true, GatewayFired: true, GatewayReset: true, VariablesSet: true, DecisionEvaluated: true, JobOpened: true, JobInputsCorrected: true,
  JobCompleted: true, JobCancelled: true, JobFailed: true, TaskClaimed: true, TaskReleased: true, TaskAssigned: true, TaskScheduled: true, TaskCommented: true,
  TaskEscalated: true, TimerScheduled: true, TimerFired: true, TimerCancelled: true, SubscriptionOpened: true, SubscriptionClosed: true, ConditionChanged: true,
  EventOccurred: true, MessageThrown: true, SignalThrown: true, ErrorThrown: true, EscalationThrown: true, CompensationStarted: true, CompensationDone: true,
  CompensationEnded: true, IncidentRaised: true, IncidentResolved: true, FactKept: true, FactReleased: true,
};
