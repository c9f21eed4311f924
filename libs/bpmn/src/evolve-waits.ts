import { assertNever } from '@lienthong/kernel';
import { counted, inPhase, put, without, type ActiveElement, type ClosedJob, type InstanceEvent, type InstanceState, type OpenJob } from './instance-state.js';
import { processOf } from './process-scope.js';
import { evolveTask, newTask } from './task-life.js';

type EventOf<Type extends InstanceEvent['type']> = Extract<InstanceEvent, { type: Type }>;
type JobEvent = EventOf<'JobOpened' | 'JobInputsCorrected' | 'JobCompleted' | 'JobCancelled' | 'JobFailed' | TaskEvent['type']>;
type TaskEvent = EventOf<'TaskClaimed' | 'TaskReleased' | 'TaskAssigned' | 'TaskScheduled' | 'TaskCommented' | 'TaskEscalated'>;

export function evolveJob(state: InstanceState, event: JobEvent): InstanceState {
  switch (event.type) {
    case 'JobOpened':
      return opened(state, event.data);
    case 'JobInputsCorrected': {
      const { jobKey, elementKey, inputs } = event.data;
      const within = inPhase(state, elementKey, { variables: { ...state.elements[elementKey]?.variables, ...inputs } });
      return onJob(within, jobKey, (job) => ({ ...job, inputs: { ...job.inputs, ...inputs } }));
    }
    case 'JobCompleted': {
      const { jobKey, elementKey, element, variables, outcome, fact, by, at } = event.data;
      const left = inPhase(state, elementKey, { phase: 'leaving', completion: { variables, outcome, fact } });
      const process = by === null ? '' : processOf(state, elementKey);
      return closed(left, jobKey, { how: 'completed', by, at, ...(by !== null && { element }), ...(process !== '' && { process }) });
    }
    case 'JobCancelled': {
      const left = inPhase(state, event.data.elementKey, { phase: 'entering' });
      return closed(left, event.data.jobKey, { how: 'cancelled', by: null, at: event.data.at });
    }
    case 'JobFailed': {
      const { jobKey, retriesLeft, retryAt, lock } = event.data;
      return onJob(state, jobKey, (job) => ({ ...job, retries: retriesLeft, retryAt, ...(lock !== undefined && { failedLock: lock }) }));
    }
    default:
      return onJob(state, event.data.jobKey, (job) => ({ ...job, ...evolveTask(job, event) }));
  }
}

function opened(state: InstanceState, data: EventOf<'JobOpened'>['data']): InstanceState {
  const { jobKey, elementKey, inputs } = data;
  const jobs = put(state.jobs, jobKey, { ...data, ...newTask(data), retryAt: null });
  const variables = { ...state.elements[elementKey]?.variables, ...inputs };
  return { ...counted(inPhase(state, elementKey, { phase: 'waiting', hasOpened: true, variables }), jobKey), jobs };
}

const closed = (state: InstanceState, jobKey: string, how: ClosedJob): InstanceState => ({
  ...state,
  jobs: without(state.jobs, jobKey),
  closedJobs: put(state.closedJobs, jobKey, how),
});

function onJob(state: InstanceState, jobKey: string, change: (job: OpenJob) => OpenJob): InstanceState {
  const job = state.jobs[jobKey];
  return job === undefined ? state : { ...state, jobs: put(state.jobs, jobKey, change(job)) };
}

type WaitEvent = EventOf<
  'TimerScheduled' | 'TimerFired' | 'TimerCancelled' | 'SubscriptionOpened' | 'SubscriptionClosed' | 'ConditionChanged' | 'EventOccurred'
>;

export function evolveEvents(state: InstanceState, event: WaitEvent): InstanceState {
  switch (event.type) {
    case 'TimerScheduled':
    case 'TimerFired':
    case 'TimerCancelled':
      return evolveTimer(state, event);
    case 'SubscriptionOpened': {
      const { subscriptionKey, elementKey, element } = event.data;
      const waiting = isOwn(state, elementKey, element) ? inPhase(state, elementKey, { phase: 'waiting' }) : state;
      return { ...counted(waiting, subscriptionKey), subscriptions: put(state.subscriptions, subscriptionKey, event.data) };
    }
    case 'SubscriptionClosed':
      return { ...state, subscriptions: without(state.subscriptions, event.data.subscriptionKey) };
    case 'ConditionChanged': {
      const { subscriptionKey, isTrue } = event.data;
      const subscription = state.subscriptions[subscriptionKey];
      if (subscription === undefined) return state;
      return { ...state, subscriptions: put(state.subscriptions, subscriptionKey, { ...subscription, isTrue }) };
    }
    case 'EventOccurred':
      return occurred(state, event.data);
    default:
      return assertNever(event);
  }
}

function evolveTimer(state: InstanceState, event: EventOf<'TimerScheduled' | 'TimerFired' | 'TimerCancelled'>): InstanceState {
  const { timerKey, elementKey, element } = event.data;
  const own = isOwn(state, elementKey, element);
  if (event.type === 'TimerScheduled') {
    const scheduled = counted({ ...state, timers: put(state.timers, timerKey, event.data) }, timerKey);
    return own ? inPhase(scheduled, elementKey, { phase: 'waiting' }) : scheduled;
  }
  const timers = without(state.timers, timerKey);
  return event.type === 'TimerFired' && own ? { ...inPhase(state, elementKey, { phase: 'leaving' }), timers } : { ...state, timers };
}

/** Events that need several triggers collect them; the last one ends the wait of an element that waits for itself. */
function occurred(state: InstanceState, data: EventOf<'EventOccurred'>['data']): InstanceState {
  const { elementKey, element, trigger, variables, partial } = data;
  const active = state.elements[elementKey];
  if (active === undefined) return state;
  const before = Object.hasOwn(active.occurred, element) ? (active.occurred[element] ?? []) : [];
  const happened = partial === true ? [...before, trigger] : [];
  const change: Partial<ActiveElement> = { occurred: { ...active.occurred, [element]: happened } };
  if (!isOwn(state, elementKey, element)) return inPhase(state, elementKey, change);
  const completion = { variables: { ...active.completion?.variables, ...variables }, outcome: null, fact: null };
  return inPhase(state, elementKey, { ...change, completion, phase: partial === true ? active.phase : 'leaving' });
}

const isOwn = (state: InstanceState, elementKey: string, element: string): boolean => state.elements[elementKey]?.element === element;
