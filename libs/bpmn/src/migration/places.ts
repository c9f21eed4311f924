import type { Definition, Flow, Model, Node } from '../definition.js';

/** A node in its process; ids are unique in a file, so one table holds all its processes. */
export type Place = Readonly<{ definition: Definition; node: Node }>;
export type FlowPlace = Readonly<{ definition: Definition; flow: Flow }>;
/** One version of a file, by id. `root` is the process of the instance itself; the others are called by it. */
export type Places = Readonly<{ root: Definition | undefined; nodes: ReadonlyMap<string, Place>; flows: ReadonlyMap<string, FlowPlace> }>;

export function placesOf({ processes, main }: Model, process = main): Places {
  const all = Object.values(processes);
  return {
    root: Object.hasOwn(processes, process) ? processes[process] : processes[main],
    nodes: new Map(all.flatMap((definition) => definition.nodes.map((node) => [node.id, { definition, node }] as const))),
    flows: new Map(all.flatMap((definition) => definition.flows.map((flow) => [flow.id, { definition, flow }] as const))),
  };
}

/** The id of what contains the node; null directly in its process. */
export const parentOf = ({ definition, node }: Place): string | null => definition.nodes[node.parent]?.id ?? null;
export const hostOf = ({ definition, node }: Place): string | null => (node.kind === 'boundaryEvent' ? (definition.nodes[node.attachedTo]?.id ?? null) : null);
export const idsOf = ({ flows }: Definition, indexes: readonly number[]): readonly string[] => indexes.map((index) => flows[index]?.id ?? '');
export const targetOf = ({ definition, flow }: FlowPlace): Node | undefined => definition.nodes[flow.target];

/** The events that a node opens for itself while it is active: those at its boundary, those behind an event-based gateway. */
export function watchersOf({ definition, node }: Place): readonly Node[] {
  const indexes = node.kind === 'eventGateway' ? node.outgoing.map((flow) => definition.flows[flow]?.target ?? -1) : 'boundaries' in node ? node.boundaries : [];
  return indexes.flatMap((index) => definition.nodes[index] ?? []);
}

/** The start events of the event sub-processes of a scope. */
export function startsInside(definition: Definition, eventSubProcesses: readonly number[]): readonly Node[] {
  return eventSubProcesses.flatMap((index) => {
    const handler = definition.nodes[index];
    return handler?.kind === 'subProcess' ? (definition.nodes[handler.contents.starts[0] ?? -1] ?? []) : [];
  });
}
