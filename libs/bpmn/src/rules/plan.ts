import { childrenOf, flagOf, referenceOf, textOf, type ModelElement } from '../model.js';

/** A file as the rules look at it: what stands where and is connected with what, the wrong connections too. */
export type Plan = Readonly<{
  root: ModelElement;
  byId: ReadonlyMap<string, ModelElement>;
  /** Of every process; only the executable ones are checked inside. */
  parts: ReadonlyMap<string, Part>;
  /** Executable processes and everything in them, outermost first. */
  scopes: readonly Scope[];
}>;

/** A process or sub-process with what it directly holds. */
export type Scope = Readonly<{
  element: ModelElement;
  kind: 'process' | 'embedded' | 'event' | 'transaction' | 'adHoc';
  outer: Scope | null;
  process: ModelElement;
  parts: readonly Part[];
  links: readonly Link[];
}>;

/** A flow node. */
export type Part = Readonly<{
  element: ModelElement;
  type: string;
  name: string;
  scope: Scope;
  /** What it contains, where it is a sub-process. */
  inner: Scope | null;
  incoming: readonly Link[];
  outgoing: readonly Link[];
  /** Its event definitions, by their kind: `message`, `timer`… */
  events: readonly EventOf[];
  /** What a boundary event is attached to. */
  host: Part | null;
  boundaries: readonly Part[];
}>;
export type Link = Readonly<{ element: ModelElement; source: Part; target: Part }>;
export type EventOf = Readonly<{ kind: EventKind; definition: ModelElement }>;

export const EVENT_KINDS = ['message', 'timer', 'error', 'escalation', 'cancel', 'compensation', 'conditional', 'link', 'signal', 'terminate'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

type Draft<Data> = { -readonly [Key in keyof Data]: Data[Key] extends readonly (infer Item)[] ? Item[] : Data[Key] };

const NOT_NODES: ReadonlySet<string> = new Set(['bpmn:SequenceFlow', 'bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);
const CONTAINERS: ReadonlySet<string> = new Set(['bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess']);
const TASKS: ReadonlySet<string> = new Set(
  ['Task', 'UserTask', 'ServiceTask', 'SendTask', 'ReceiveTask', 'ScriptTask', 'BusinessRuleTask', 'ManualTask', 'CallActivity'].map((name) => `bpmn:${name}`),
);

export const isActivity = ({ type }: Part): boolean => TASKS.has(type) || CONTAINERS.has(type);
export const isEvent = ({ type }: Part): boolean => type.endsWith('Event');
export const isOf = (part: Part, kind: EventKind): boolean => part.events.some((event) => event.kind === kind);
export const isHandler = (part: Part): boolean => part.inner?.kind === 'event';
/** Entered only to compensate. */
export const isUndoing = ({ element }: Part): boolean => flagOf(element, 'isForCompensation', false);
export const instantiates = ({ type, element }: Part): boolean =>
  (type === 'bpmn:ReceiveTask' || type === 'bpmn:EventBasedGateway') && flagOf(element, 'instantiate', false);
export const partsOf = (plan: Plan, ...types: readonly string[]): readonly Part[] =>
  plan.scopes.flatMap(({ parts }) => parts.filter(({ type }) => types.includes(type.slice('bpmn:'.length))));

/** Total, and linear in the file: ids are unique, since the parser refuses others. */
export function planOf(root: ModelElement): Plan {
  const byId = new Map<string, ModelElement>();
  const index = (element: ModelElement): void => {
    if (element.id !== null && !byId.has(element.id)) byId.set(element.id, element);
    for (const { element: child } of element.children) index(child);
  };
  index(root);
  const parts = new Map<string, Draft<Part>>();
  const scopes: Draft<Scope>[] = [];
  for (const drawn of childrenOf(root, 'rootElements')) {
    if (drawn.type === 'bpmn:Process') openScope({ element: drawn, outer: null, process: drawn }, { byId, parts, scopes });
  }
  for (const scope of scopes) connect(scope, parts);
  return { root, byId, parts, scopes: scopes.filter(({ process }) => flagOf(process, 'isExecutable', false)) };
}

type Drafts = Readonly<{ byId: Plan['byId']; parts: Map<string, Draft<Part>>; scopes: Draft<Scope>[] }>;

function openScope({ element, outer, process }: Pick<Scope, 'element' | 'outer' | 'process'>, drafts: Drafts): Scope {
  const scope: Draft<Scope> = { element, kind: kindOf(element), outer, process, parts: [], links: [] };
  drafts.scopes.push(scope);
  for (const child of childrenOf(element, 'flowElements')) {
    if (NOT_NODES.has(child.type)) continue;
    const events = eventsOf(child, drafts.byId);
    const name = textOf(child, 'name') ?? child.id ?? child.type;
    const part: Draft<Part> = { element: child, type: child.type, name, scope, inner: null, incoming: [], outgoing: [], events, host: null, boundaries: [] };
    scope.parts.push(part);
    if (child.id !== null && !drafts.parts.has(child.id)) drafts.parts.set(child.id, part);
    if (CONTAINERS.has(child.type)) part.inner = openScope({ element: child, outer: scope, process }, drafts);
  }
  return scope;
}

function kindOf(element: ModelElement): Scope['kind'] {
  if (element.type === 'bpmn:Process') return 'process';
  if (element.type === 'bpmn:Transaction') return 'transaction';
  if (element.type === 'bpmn:AdHocSubProcess') return 'adHoc';
  return flagOf(element, 'triggeredByEvent', false) ? 'event' : 'embedded';
}

/** Its own definitions, then those of the file that it refers to. */
function eventsOf(element: ModelElement, byId: Plan['byId']): EventOf[] {
  const shared = (element.references['eventDefinitionRef'] ?? []).flatMap((id) => byId.get(id) ?? []);
  return [...childrenOf(element, 'eventDefinitions'), ...shared].flatMap((definition) => {
    const kind = kindOfDefinition(definition);
    return kind === undefined ? [] : [{ kind, definition }];
  });
}

export function kindOfDefinition({ type }: ModelElement): EventKind | undefined {
  const name = type.replace(/^bpmn:(\w+)EventDefinition$/, '$1').toLowerCase();
  return EVENT_KINDS.find((kind) => kind === (name === 'compensate' ? 'compensation' : name));
}

function connect(scope: Draft<Scope>, parts: ReadonlyMap<string, Draft<Part>>): void {
  for (const flow of childrenOf(scope.element, 'flowElements')) {
    const [source, target] = ['sourceRef', 'targetRef'].map((end) => parts.get(referenceOf(flow, end) ?? ''));
    // A flow without its ends has a finding of its own.
    if (flow.type !== 'bpmn:SequenceFlow' || source === undefined || target === undefined) continue;
    const link: Link = { element: flow, source, target };
    scope.links.push(link);
    source.outgoing.push(link);
    target.incoming.push(link);
  }
  for (const part of scope.parts as Draft<Part>[]) {
    const host = part.type === 'bpmn:BoundaryEvent' ? parts.get(referenceOf(part.element, 'attachedToRef') ?? '') : undefined;
    if (host === undefined) continue;
    part.host = host;
    host.boundaries.push(part);
  }
}
