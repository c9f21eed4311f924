import type { Text } from '@lienthong/bpmn';
import type { InstanceEvent } from './instance.js';

/** Where a variable of an instance got its value, in words to be put after "from", and when. */
export type Origin = Readonly<{ kind: 'application' | 'case' | 'step' | 'fact' | 'message' | 'decision' | 'officer'; words: Text; at: string }>;
export type Origins = Readonly<Record<string, Origin>>;

/** Whose events these are: the dossier's code, what its procedure calls an element, and of a child dossier its case with the origins there. */
export type Whose = Readonly<{ code: string; nameOf(element: string): string | undefined; parent: Readonly<{ code: string; origins: Origins }> | null }>;

/** What is to be said of a field that was filled in: the fact of a step is the step's, whoever announced it. */
type Cause = Omit<Origin, 'at'>;
/** begun: the message that started a child dossier carries what its case said. */
type Walk = Readonly<{ origins: Record<string, Origin>; steps: Map<string, Text>; startEvent: string; at: string; cause: Cause | 'begun' | null }>;

/**
 * Of each variable the last that set it: the engine writes what a step, a fact, a message or a decision left (`VariablesSet`) right after it. Only
 * the instance's own variables: what is an element's own goes with the element.
 */
export function originsOf(events: readonly InstanceEvent[], whose: Whose): Origins {
  let walk: Walk = { origins: {}, steps: new Map(), startEvent: '', at: '', cause: null };
  for (const event of events.flatMap((each): readonly InstanceEvent[] => (each.type === 'StepsTaken' ? each.data.steps : [each]))) walk = follow(walk, event, whose);
  return walk.origins;
}

function follow(walk: Walk, event: InstanceEvent, whose: Whose): Walk {
  switch (event.type) {
    case 'InstanceStarted': {
      const { variables, at, startEvent = '' } = event.data;
      return { ...walk, at, startEvent, origins: Object.fromEntries(Object.keys(variables).map((name) => [name, begun(name, whose, at)])) };
    }
    case 'JobOpened':
      walk.steps.set(event.data.jobKey, { vi: event.data.name, en: event.data.nameEn === '' ? event.data.name : event.data.nameEn });
      return walk;
    case 'JobCompleted':
      return { ...walk, at: event.data.at, cause: doneBy(walk.steps.get(event.data.jobKey) ?? same(event.data.element), event.data) };
    case 'EventOccurred':
      if (event.data.element === walk.startEvent) return { ...walk, at: event.data.at, cause: 'begun' };
      return { ...walk, at: event.data.at, cause: { kind: 'message', words: quoted('tin nhận được', 'the news', same(whose.nameOf(event.data.element) || event.data.name)) } };
    case 'DecisionEvaluated':
      return { ...walk, at: event.data.at, cause: { kind: 'decision', words: quoted('bảng quyết định', 'the decision', same(event.data.decisionName)) } };
    case 'InstanceModified':
      return { ...walk, at: event.data.at, cause: { kind: 'officer', words: { vi: `cán bộ ${event.data.by.name} sửa`, en: `a change by officer ${event.data.by.name}` } } };
    case 'VariablesSet':
      return event.data.scope === undefined ? { ...walk, origins: { ...walk.origins, ...setNow(event.data.variables, walk, whose) } } : walk;
    default:
      return walk;
  }
}

/** Of a child: what the case said, by what the case knows of it. */
function begun(name: string, { code, parent }: Whose, at: string): Origin {
  if (parent === null) return { kind: 'application', words: { vi: `đơn của hồ sơ ${code}`, en: `the application of dossier ${code}` }, at };
  const known = Object.hasOwn(parent.origins, name) ? parent.origins[name] : undefined;
  return ofCase(parent.code, known, at);
}

/** The same as the case has it, with the case named; what it cannot say more of is the case's. */
export function ofCase(code: string, origin: Origin | undefined, at: string): Origin {
  const case_ = { vi: `hồ sơ liên thông ${code}`, en: `the interlinked dossier ${code}` };
  if (origin === undefined) return { kind: 'case', words: case_, at };
  return { kind: 'case', words: origin.kind === 'application' ? case_ : { vi: `${case_.vi}, ${origin.words.vi}`, en: `${case_.en}, ${origin.words.en}` }, at: origin.at };
}

function doneBy(step: Text, { fact, by }: Readonly<{ fact: string | null; by: Readonly<{ name: string }> | null }>): Cause {
  const words = quoted('bước', 'step', step);
  if (fact !== null) return { kind: 'fact', words };
  return { kind: 'step', words: by === null ? words : { vi: `${words.vi} do ${by.name} làm`, en: `${words.en} done by ${by.name}` } };
}

function setNow(variables: object, { cause, at }: Walk, whose: Whose): Record<string, Origin> {
  if (cause === null) return {};
  return Object.fromEntries(Object.keys(variables).map((name) => [name, cause === 'begun' ? begun(name, whose, at) : { ...cause, at }]));
}

const same = (text: string): Text => ({ vi: text, en: text });
const quoted = (vi: string, en: string, name: Text): Text => ({ vi: `${vi} “${name.vi}”`, en: `${en} "${name.en}"` });
