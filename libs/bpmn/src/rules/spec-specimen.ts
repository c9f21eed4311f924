import { fileOf, flowsOf, processOf } from '../read/spec-drawing.js';

/** A valid model, the one change that breaks a rule, and where the author is then sent. */
export type Specimen = Readonly<{ twin: string; change: readonly [from: string, to: string]; element: string }>;

export const breakingOf = ({ twin, change: [from, to] }: Specimen): string => twin.replaceAll(from, () => to);

export const ROOTS = [
  '<message id="m" name="m"/><message id="n" name="n"/><signal id="s" name="s"/><signal id="s2" name="s2"/>',
  '<error id="err" errorCode="E"/><escalation id="up" escalationCode="UP"/>',
].join('');
export const SIGNAL = '<signalEventDefinition signalRef="s"/>';
export const SIGNAL_2 = '<signalEventDefinition signalRef="s2"/>';
export const MESSAGE = '<messageEventDefinition messageRef="m"/>';
export const ERROR = '<errorEventDefinition errorRef="err"/>';
export const TIMER = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
export const COMPENSATION = '<compensateEventDefinition/>';

export const caught = (id: string, definition: string): string => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
export const boundary = (id: string, host: string, definition: string): string => `<boundaryEvent id="${id}" attachedToRef="${host}">${definition}</boundaryEvent>`;
/** `a -> b [x > 1]`; the id is `a-b`. */
export const conditional = (source: string, target: string, condition: string): string =>
  `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}"><conditionExpression>=${condition.replaceAll('<', '&lt;')}</conditionExpression></sequenceFlow>`;

/** One process p; or several roots. */
export const drawing = (...elements: readonly string[]): string => fileOf(ROOTS, processOf('p', ...elements));
/** start → a → b → end, a second flow `more` from a to b, and whatever stands beside. */
export const beside = (...elements: readonly string[]): string =>
  drawing(
    '<startEvent id="start"/><task id="a"/><task id="b"/><endEvent id="end"/>',
    flowsOf('start -> a, a -> b, b -> end'),
    '<sequenceFlow id="more" sourceRef="a" targetRef="b"/>',
    ...elements,
  );
/** start → the element x → end. */
export const around = (element: string, ...more: readonly string[]): string =>
  drawing('<startEvent id="start"/>', element, '<endEvent id="end"/>', flowsOf('start -> x, x -> end'), ...more);
/** A sub-process with start, one task and end, all named after it. */
export const sub = (id: string, { tag = 'subProcess', attributes = '', definition = '', more = '' } = {}): string =>
  `<${tag} id="${id}"${attributes}><startEvent id="${id}-s">${definition}</startEvent><task id="${id}-t"/><endEvent id="${id}-e"/>${flowsOf(`${id}-s -> ${id}-t, ${id}-t -> ${id}-e`)}${more}</${tag}>`;
export const handler = (id: string, definition: string): string => sub(id, { attributes: ' triggeredByEvent="true"', definition });
