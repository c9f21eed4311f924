import { RELEASED_CALENDARS, type CalendarBook } from '@lienthong/calendar';
import type { Decider } from '@lienthong/kernel';
import type { Definition, Model, Node, StartEvent, Trigger } from '../definition.js';
import type { InstanceEvent, InstanceState } from '../instance-state.js';
import type { InstanceCommand, InstanceRejection } from '../instance-command.js';
import { instanceDecider, resolverOf, type FindDecision } from '../instance.decider.js';
import type { ModelElement } from '../model.js';

export type Engine = Decider<InstanceCommand, InstanceState, InstanceEvent, InstanceRejection>;

/** Waits outside any instance: one trigger of an event that starts a process. */
export type Entrance = Readonly<{ process: string; element: string; index: number; trigger: Trigger }>;

/** One file, ready to be rehearsed any number of times. */
export type Drawing = Readonly<{
  model: Model;
  /** For working time. */
  calendars: CalendarBook;
  engines: Readonly<Record<string, Engine>>;
  /** By element id, over all processes. */
  nodes: ReadonlyMap<string, Node>;
  /** Place in the file, for lists that people compare. */
  order: ReadonlyMap<string, number>;
  /** Ids of the elements that bear a name. */
  named: ReadonlyMap<string, readonly string[]>;
  /** Names of messages and signals by their id in the file. */
  messages: ReadonlyMap<string, string>;
  signals: ReadonlyMap<string, string>;
  entrances: readonly Entrance[];
  /** Per process the messages that it may take; null where that is only known as it runs. */
  awaited: Readonly<Record<string, ReadonlySet<string> | null>>;
  /** Processes that begin by themselves: a none start event, or no start event at all. */
  selfStarting: ReadonlySet<string>;
  /** Some expression asks for the time, so that two equal states need not have the same future. */
  asksForTime: boolean;
}>;

/** `tree` gives the ids of messages and signals and the order of the file; without it tables do. Without `findDecision` what is to be decided is a worker's job. */
export function drawingOf(model: Model, tree: ModelElement | null = null, findDecision: FindDecision | null = null, calendars: CalendarBook = RELEASED_CALENDARS): Drawing {
  const processes = Object.values(model.processes);
  const nodes = new Map(processes.flatMap((definition) => definition.nodes.map((node) => [node.id, node] as const)));
  const resolve = resolverOf(model);
  return {
    model, calendars,
    engines: Object.fromEntries(Object.entries(model.processes).map(([id, definition]) => [id, instanceDecider(definition, resolve, findDecision, calendars)])),
    nodes,
    order: new Map((tree === null ? [...nodes.keys()] : idsOf(tree)).map((id, place) => [id, place])),
    named: namesOf([...nodes.values()]),
    messages: tree === null ? new Map() : rootNames(tree, 'bpmn:Message'),
    signals: tree === null ? new Map() : rootNames(tree, 'bpmn:Signal'),
    entrances: processes.flatMap(entrancesOf),
    awaited: Object.fromEntries(Object.entries(model.processes).map(([id, definition]) => [id, awaitedBy(definition)])),
    selfStarting: new Set(processes.filter(startsItself).map(({ processId }) => processId)),
    asksForTime: /\b(?:now|today)\s*\(/.test(JSON.stringify(model)),
  };
}

export const nameKey = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim();

function namesOf(nodes: readonly Node[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { id, name } of nodes) {
    const key = nameKey(name);
    if (key !== '') names.set(key, [...(names.get(key) ?? []), id]);
  }
  return names;
}

/** Nested as deep as the reader allows. */
function idsOf(element: ModelElement): readonly string[] {
  const inside = element.children.flatMap((child) => idsOf(child.element));
  return element.id === null ? inside : [element.id, ...inside];
}

function rootNames(tree: ModelElement, type: string): ReadonlyMap<string, string> {
  const roots = tree.children.map(({ element }) => element).filter((element) => element.type === type);
  return new Map(roots.map(({ id, attributes }) => [id ?? '', attributes['name'] ?? id ?? '']));
}

/** What a called process waits for, its caller does; and a name may be worked out. */
function awaitedBy({ nodes }: Definition): ReadonlySet<string> | null {
  const names = new Set<string>();
  for (const node of nodes) {
    if (node.kind === 'callActivity') return null;
    if (!('triggers' in node)) continue;
    for (const trigger of node.triggers) {
      if (trigger.kind !== 'message') continue;
      if (typeof trigger.name !== 'string') return null;
      names.add(trigger.name);
    }
  }
  return names;
}

function isPlainStart(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if (node.kind === 'eventGateway' || node.kind === 'receiveTask') return !node.instantiates;
  return node.kind !== 'startEvent' || node.triggers.length === 0;
}

function startsItself({ contents, nodes }: Definition): boolean {
  return contents.starts.some((index) => isPlainStart(nodes[index]));
}

function entrancesOf(definition: Definition): readonly Entrance[] {
  const { processId, nodes, flows, contents } = definition;
  return contents.starts.flatMap((index) => {
    const node = nodes[index];
    if (node?.kind === 'startEvent') return triggersOf(processId, node);
    if (node?.kind === 'receiveTask' && node.instantiates) return triggersOf(processId, node);
    if (node?.kind !== 'eventGateway' || !node.instantiates) return [];
    const targets = node.outgoing.map((flow) => nodes[flows[flow]?.target ?? -1]);
    return targets.flatMap((target) => (target?.kind === 'catchEvent' || target?.kind === 'receiveTask' ? triggersOf(processId, target) : []));
  });
}

function triggersOf(process: string, node: Pick<StartEvent, 'id' | 'triggers'>): readonly Entrance[] {
  return node.triggers.map((trigger, index) => ({ process, element: node.id, index, trigger }));
}
