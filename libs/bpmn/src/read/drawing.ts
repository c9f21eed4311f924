import { finding, type Finding } from '../findings.js';
import { childrenOf, flagOf, referenceOf, textOf, type ModelElement } from '../model.js';

/** One process with everything in its sub-processes, by place: a container stands before what it contains. */
export type Drawing = Readonly<{
  process: ModelElement;
  elements: readonly ModelElement[];
  ids: readonly string[];
  /** The sub-process that contains each; -1 in the process itself. */
  parents: readonly number[];
  places: ReadonlyMap<string, number>;
  flows: readonly DrawnFlow[];
  incoming: readonly (readonly number[])[];
  outgoing: readonly (readonly number[])[];
  /** What a boundary event hangs on; -1 for all else. */
  hosts: readonly number[];
  /** The boundary events of each, in the order of the file. */
  boundaries: readonly (readonly number[])[];
  /** The handler that an activity's compensation boundary event leads to; -1 without one. */
  handlers: readonly number[];
  /** The lanes that each stands in, innermost first. */
  lanes: readonly (readonly ModelElement[])[];
}>;
export type DrawnFlow = Readonly<{ element: ModelElement; id: string; source: number; target: number }>;

const NOT_NODES: ReadonlySet<string> = new Set(['bpmn:SequenceFlow', 'bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);

/** The process and every sub-process in it, outermost first. */
export const containersOf = (container: ModelElement): readonly ModelElement[] => [
  container,
  ...childrenOf(container, 'flowElements').filter(isContainer).flatMap(containersOf),
];
export const isContainer = ({ type }: ModelElement): boolean => ['bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess'].includes(type);

export function readDrawing(processElement: ModelElement, findings: Finding[]): Drawing {
  const elements: ModelElement[] = [];
  const parents: number[] = [];
  const collect = (container: ModelElement, parent: number): void => {
    for (const element of childrenOf(container, 'flowElements')) {
      if (NOT_NODES.has(element.type)) continue;
      const place = elements.push(element) - 1;
      parents.push(parent);
      if (isContainer(element)) collect(element, place);
    }
  };
  collect(processElement, -1);
  const ids = elements.map(({ id, type }, place) => id ?? `${type.replace(':', '-')}-${place}`);
  const places = new Map(ids.map((id, place) => [id, place]));
  const containers = containersOf(processElement);
  const flows = readFlows(containers, places, findings);
  const hosts = elements.map((element) => (element.type === 'bpmn:BoundaryEvent' ? (places.get(referenceOf(element, 'attachedToRef') ?? '') ?? -1) : -1));
  const boundaries = groupedBy(hosts, elements.length);
  return {
    process: processElement, elements, ids, parents, places, flows, hosts, boundaries,
    incoming: inOrder(elements, 'incoming', flows, groupedBy(flows.map(({ target }) => target), elements.length)),
    outgoing: inOrder(elements, 'outgoing', flows, groupedBy(flows.map(({ source }) => source), elements.length)),
    handlers: readHandlers(containers, elements, places, hosts),
    lanes: readLanes(containers, parents, places),
  };
}

function readFlows(containers: readonly ModelElement[], places: Drawing['places'], findings: Finding[]): readonly DrawnFlow[] {
  const drawn = containers.flatMap((container) => childrenOf(container, 'flowElements').filter(({ type }) => type === 'bpmn:SequenceFlow'));
  return drawn.flatMap((element, index): readonly DrawnFlow[] => {
    const [source, target] = ['sourceRef', 'targetRef'].map((end) => places.get(referenceOf(element, end) ?? ''));
    if (source !== undefined && target !== undefined) return [{ element, id: element.id ?? `flow-${index}`, source, target }];
    findings.push(finding(element.id, 'flow-incomplete', 'Luồng thiếu đầu hoặc đích', 'The flow lacks a source or a target'));
    return [];
  });
}

/** The places that name each of `count`, ascending. */
function groupedBy(names: readonly number[], count: number): readonly (readonly number[])[] {
  const groups = Array.from({ length: count }, (): number[] => []);
  names.forEach((name, index) => groups[name]?.push(index));
  return groups;
}

/** A gateway tries its flows in the order of its `outgoing` elements; those it does not list follow as they stand in the file. */
function inOrder(
  elements: readonly ModelElement[],
  property: 'incoming' | 'outgoing',
  flows: readonly DrawnFlow[],
  groups: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  return groups.map((indexes, place) => {
    const listed = elements[place]?.references[property] ?? [];
    if (indexes.length < 2 || listed.length === 0) return indexes;
    const rank = (index: number): number => {
      const at = listed.indexOf(flows[index]?.id ?? '');
      return at === -1 ? listed.length : at;
    };
    return indexes.toSorted((left, right) => rank(left) - rank(right));
  });
}

/** An association leads from the compensation boundary event to the activity that undoes its host. */
function readHandlers(
  containers: readonly ModelElement[],
  elements: readonly ModelElement[],
  places: Drawing['places'],
  hosts: readonly number[],
): readonly number[] {
  const handlers = elements.map(() => -1);
  const associations = containers.flatMap((container) => childrenOf(container, 'artifacts').filter(({ type }) => type === 'bpmn:Association'));
  for (const association of associations) {
    const ends = ['sourceRef', 'targetRef'].map((end) => places.get(referenceOf(association, end) ?? '') ?? -1);
    const boundary = ends.find((place) => elements[place]?.type === 'bpmn:BoundaryEvent');
    const handler = ends.find((place) => flagOf(elements[place] ?? null, 'isForCompensation', false));
    const host = hosts[boundary ?? -1] ?? -1;
    if (handler !== undefined && host >= 0) handlers[host] = handler;
  }
  return handlers;
}

/** What stands in a sub-process stands in the sub-process's lanes too. */
function readLanes(containers: readonly ModelElement[], parents: readonly number[], places: Drawing['places']): Drawing['lanes'] {
  const own = parents.map((): readonly ModelElement[] => []);
  const visit = (lane: ModelElement, outer: readonly ModelElement[]): void => {
    const lanes = [lane, ...outer];
    for (const id of lane.references['flowNodeRef'] ?? []) {
      const place = places.get(id) ?? -1;
      if (own[place] !== undefined && own[place].length < lanes.length) own[place] = lanes;
    }
    for (const set of childrenOf(lane, 'childLaneSet')) for (const inner of childrenOf(set, 'lanes')) visit(inner, lanes);
  };
  for (const container of containers)
    for (const set of childrenOf(container, 'laneSets')) for (const lane of childrenOf(set, 'lanes')) visit(lane, []);
  const all: (readonly ModelElement[])[] = [];
  parents.forEach((parent, place) => all.push([...(own[place] ?? []), ...(all[parent] ?? [])]));
  return all;
}

export const isEventSubProcess = (element: ModelElement | undefined): boolean =>
  element !== undefined && isContainer(element) && flagOf(element, 'triggeredByEvent', false);
export const labelOf = (element: ModelElement, id: string): string => textOf(element, 'name') ?? id;
