import type { Finding } from '../findings.js';
import type { ActiveElement, InstanceState, Text, Variables } from '../instance-state.js';
import type { Node } from '../definition.js';
import { openEntrances } from './mail.js';
import type { Stage } from './cast.js';
import { hasEnded, MAX_EVENTS, MAX_LETTERS, MAX_OPEN } from './stage.js';

/** What the main instance came to, once nothing can happen any more. `variables`: those of its root scope. */
export type Outcome = Readonly<{ variables: Variables; events: number; at: string; others: readonly Other[] }> &
  (
    | Readonly<{ outcome: 'completed' }>
    /** Elements that wait, in the order of the file: tasks, catch events, what an event gateway leads to; start events before the start. */
    | Readonly<{ outcome: 'waiting'; waiting: readonly string[] }>
    | Readonly<{ outcome: 'incident'; incident: Readonly<{ code: string; element: string | null; text: Text }> }>
    | Readonly<{ outcome: 'refused'; findings: readonly CaseFinding[] }>
  );
/** `case-invalid`: the case itself, not the model. */
export type CaseFinding = Readonly<{ element: string | null; rule: Finding['rule'] | 'case-invalid'; text: Text }>;
/** Another instance of the case that has not ended. */
export type Other = Readonly<{ process: string; waiting: readonly string[]; incidents: readonly string[] }>;

export const caseInvalid = (because: string, vi = because): CaseFinding => ({
  element: null, rule: 'case-invalid', text: { vi: `Trường hợp không chạy được: ${vi}`, en: `The case cannot be played: ${because}` },
});

export function outcomeOf(stage: Stage): Outcome {
  const { main, events, at } = stage;
  const others = stage.open.filter((actor) => actor !== main).map(({ process, state }): Other => ({
    process, waiting: waitingIn(stage, state), incidents: Object.values(state.incidents).map(({ code, element }) => `${element}: ${code}`),
  }));
  const known = { variables: main?.state.variables ?? stage.input, events, at, others };
  if (stage.trouble !== null) return { outcome: 'refused', findings: [caseInvalid(stage.trouble)], ...known };
  if (main === null) return { outcome: 'waiting', waiting: entrancesOf(stage), ...known };
  const [incident] = Object.values(main.state.incidents);
  if (incident !== undefined) {
    const { code, element, text } = incident;
    return { outcome: 'incident', incident: { code, element: element === '' ? null : element, text }, ...known };
  }
  if (hasEnded(main)) return { outcome: 'completed', ...known };
  const waiting = waitingIn(stage, main.state);
  const endless = endlessIn(stage, waiting.length > 0);
  if (endless !== null) return { outcome: 'incident', incident: { code: 'CASE_TOO_LONG', element: null, text: endless }, ...known };
  return { outcome: 'waiting', waiting, ...known };
}

/** Others that come up without end are no incident of a main instance that waits. */
function endlessIn({ events, open, letters }: Stage, isWaiting: boolean): Text | null {
  if (events >= MAX_EVENTS) return { vi: `Quá ${MAX_EVENTS} sự kiện mà chưa dừng`, en: `More than ${MAX_EVENTS} events without coming to rest` };
  if (isWaiting || (open.length < MAX_OPEN && letters.length < MAX_LETTERS)) return null;
  return { vi: `Quá ${MAX_OPEN} phiên chạy hoặc ${MAX_LETTERS} thông điệp cùng lúc`, en: `More than ${MAX_OPEN} instances or ${MAX_LETTERS} messages at the same time` };
}

function entrancesOf(stage: Stage): readonly string[] {
  return sorted(stage, openEntrances(stage).filter(({ process }) => process === stage.process).map(({ element }) => element));
}

const WAITING_KINDS: ReadonlySet<Node['kind']> = new Set(['startEvent', 'catchEvent', 'receiveTask', 'serviceTask', 'businessRuleTask', 'userTask', 'sendTask', 'scriptTask', 'subProcess', 'callActivity']);

/** What is active and holds nothing active inside; for an event gateway what it leads to. */
function waitingIn(stage: Stage, state: InstanceState): readonly string[] {
  const actives = Object.values(state.elements);
  const holders = new Set(actives.map(({ scope }) => scope));
  const leaves = actives.filter(({ elementKey }) => !holders.has(elementKey));
  return sorted(stage, leaves.flatMap((active) => waitsOf(stage, state, active)));
}

function waitsOf(stage: Stage, state: InstanceState, { elementKey, element }: ActiveElement): readonly string[] {
  const kind = stage.drawing.nodes.get(element)?.kind;
  if (kind === undefined) return [];
  // A thrown message may be a worker's job; while an event only waits for what it compensates, that is what is waited for.
  if (kind !== 'eventGateway') return WAITING_KINDS.has(kind) || Object.values(state.jobs).some((job) => job.elementKey === elementKey) ? [element] : [];
  const waits = [...Object.values(state.timers), ...Object.values(state.subscriptions)].filter((wait) => wait.elementKey === elementKey);
  return waits.map((wait) => wait.element);
}

function sorted({ drawing: { order } }: Stage, elements: readonly string[]): readonly string[] {
  return [...new Set(elements)].toSorted((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0));
}
