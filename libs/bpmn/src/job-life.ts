import { evaluate } from '@lienthong/feel';
import { faulted, leaves, type Activation, type Departure, type ElementBehaviour, type Fault, type Scope } from './behaviour.js';
import type { Mapping, WorkingNode } from './definition.js';
import {
  countOf,
  type InstanceEvent,
  type InstanceState,
  type JobCancelled,
  type Json,
  type TimerScheduled,
  type Variables,
} from './instance.js';
import { dueAt } from './timer.js';

export const nextKey = (state: InstanceState, element: string): string => `${element}#${countOf(state.counts, element) + 1}`;

/** Four kinds of element wait in the same way: a job is open until somebody or some fact completes it. */
export const waitsForJob: ElementBehaviour<WorkingNode> = {
  activate: open,
  complete: keepResults,
  terminate: (_node, scope, because) => closeWaits(scope, because),
};

function open(node: WorkingNode, scope: Scope): Activation {
  const { state, elementKey, at } = scope;
  const mapped = mapAll(node.job.inputs, state.variables);
  if (mapped.kind === 'failed') return faulted('INPUT_FAILED', mapped.vi, mapped.en);
  const { inputs: _mappings, outputs: _outputs, completedBy, ...job } = node.job;
  // The first job of an activation has its key; one that replaces a failed job needs its own.
  const jobKey = Object.hasOwn(state.closedJobs, elementKey) ? nextKey(state, node.id) : elementKey;
  const data = {
    jobKey,
    elementKey,
    element: node.id,
    name: node.name,
    ...job,
    inputs: mapped.variables,
    completedBy: completedBy.map(({ fact }) => fact),
    openedAt: at,
  };
  const timers = state.elements[elementKey]?.hasOpened === true ? [] : boundaryTimers(node, scope);
  return { kind: 'waits', events: [{ type: 'JobOpened', data }, ...timers] };
}

function boundaryTimers(node: WorkingNode, { definition, state, elementKey, at }: Scope): readonly TimerScheduled[] {
  return node.boundaries.flatMap((index): readonly TimerScheduled[] => {
    const boundary = definition.nodes[index];
    if (boundary?.kind !== 'boundaryTimer') return [];
    return [
      {
        type: 'TimerScheduled',
        data: { timerKey: nextKey(state, boundary.id), elementKey, element: boundary.id, dueAt: dueAt(boundary.timer, at) },
      },
    ];
  });
}

/** Only what the model's output mappings name is kept; without any, nothing is. */
function keepResults(node: WorkingNode, { state, elementKey }: Scope): Departure {
  const completion = state.elements[elementKey]?.completion;
  const returned = { ...completion?.variables, outcome: completion?.outcome ?? null, fact: completion?.fact ?? null };
  const mapped = mapAll(node.job.outputs, { ...state.variables, ...returned });
  return mapped.kind === 'failed' ? faulted('OUTPUT_FAILED', mapped.vi, mapped.en) : leaves(node.outgoing, mapped.variables);
}

type Mapped = Readonly<{ kind: 'mapped'; variables: Variables }> | Readonly<{ kind: 'failed' } & Fault['text']>;

function mapAll(mappings: readonly Mapping[], variables: Variables): Mapped {
  const mapped: [string, Json][] = [];
  for (const { target, source } of mappings) {
    if (typeof source === 'string') mapped.push([target, source]);
    else {
      const { value, problems } = evaluate(source, variables);
      const [problem] = problems;
      if (problem !== undefined) {
        return {
          kind: 'failed',
          vi: `Không tính được “${target}”: ${problem.text.vi}`,
          en: `"${target}" cannot be worked out: ${problem.text.en}`,
        };
      }
      mapped.push([target, value]);
    }
  }
  return { kind: 'mapped', variables: Object.fromEntries(mapped) };
}

/** Everything open of one activation: its job, and the timers that watch it. */
export function closeWaits(
  { state, elementKey, at }: Pick<Scope, 'state' | 'elementKey' | 'at'>,
  because: JobCancelled['data']['because'],
): readonly InstanceEvent[] {
  const jobs = Object.values(state.jobs).filter((job) => job.elementKey === elementKey);
  const cancelled = jobs.map(({ jobKey, element }): InstanceEvent => ({
    type: 'JobCancelled',
    data: { jobKey, elementKey, element, because, at },
  }));
  return [...cancelled, ...cancelTimers(state, elementKey)];
}

export function cancelTimers(state: InstanceState, elementKey: string): readonly InstanceEvent[] {
  return Object.values(state.timers)
    .filter((timer) => timer.elementKey === elementKey)
    .map(({ timerKey, element }) => ({ type: 'TimerCancelled', data: { timerKey, elementKey, element } }));
}
