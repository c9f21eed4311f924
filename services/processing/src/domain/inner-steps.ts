import type { InstanceEvent } from './instance.js';

// Between two steps that somebody sees the engine takes several that nobody does. Stored one by one they would be half of the log.

/** Nobody is told of them and no list shows them: they only make the state. */
const INNER = [
  'ElementActivated', 'ElementCompleted', 'ElementTerminated', 'TokensDropped', 'LoopPlanned', 'GatewayFired', 'GatewayReset', 'ConditionChanged', 'VariablesSet',
] as const;
export type InnerStep = Extract<InstanceEvent, { type: (typeof INNER)[number] }>;

/** Two events of the largest variables would not fit into one. */
const MOST_STEPS = 50;
const MOST_CHARACTERS = 60_000;

const isInner = (event: InstanceEvent): event is InnerStep => (INNER as readonly string[]).includes(event.type);

/** The events as they are stored: what stands between two visible ones is one `StepsTaken`. In order, nothing lost. */
export function packSteps(events: readonly InstanceEvent[]): readonly InstanceEvent[] {
  const packed: InstanceEvent[] = [];
  let steps: InnerStep[] = [];
  let characters = 0;
  const close = (): void => {
    const [only] = steps;
    if (steps.length > 1) packed.push({ type: 'StepsTaken', data: { steps } });
    else if (only !== undefined) packed.push(only);
    steps = [];
    characters = 0;
  };
  for (const event of events) {
    if (!isInner(event)) {
      close();
      packed.push(event);
      continue;
    }
    const { length } = JSON.stringify(event.data);
    if (steps.length === MOST_STEPS || characters + length > MOST_CHARACTERS) close();
    steps.push(event);
    characters += length;
  }
  close();
  return packed;
}
