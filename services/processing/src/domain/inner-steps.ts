import type { InnerStep, InstanceEvent } from './instance.js';

// Between two steps that somebody sees the engine takes several that nobody does. Stored one by one they would be half of the log.

/** Total: each kind of inner step has its line. */
const INNER = {
  ElementActivated: true, ElementCompleted: true, ElementTerminated: true, TokensDropped: true, LoopPlanned: true, GatewayFired: true,
  GatewayReset: true, ConditionChanged: true, VariablesSet: true,
} as const satisfies Record<InnerStep['type'], true>;

/** Two events of the largest variables would not fit into one. */
const MOST_STEPS = 50;
const MOST_CHARACTERS = 60_000;

const isInner = (event: InstanceEvent): event is InnerStep => Object.hasOwn(INNER, event.type);

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
