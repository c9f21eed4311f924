import type { Flow } from './definition.js';
import { finding, type Finding } from './findings.js';
import { childrenOf, type ModelElement } from './model.js';
import { bodyOf } from './read-job.js';
import { readExpression, report, type Reader } from './reader.js';

/** Nodes and flows of the process, by their place in the file. A boundary event hangs on `hosts[its place]`. */
export type Graph = Readonly<{
  elements: readonly ModelElement[];
  flows: readonly DrawnFlow[];
  incoming: readonly (readonly number[])[];
  outgoing: readonly (readonly number[])[];
  hosts: readonly (number | null)[];
}>;
export type DrawnFlow = Readonly<{ element: ModelElement; source: number; target: number }>;

const EXCLUSIVE = 'bpmn:ExclusiveGateway';
const HOSTS = new Set(['bpmn:UserTask', 'bpmn:ServiceTask', 'bpmn:ReceiveTask']);

export function readGraph(processElement: ModelElement, findings: Finding[]): Graph {
  const drawn = childrenOf(processElement, 'flowElements');
  const elements = drawn.filter(({ type }) => type !== 'bpmn:SequenceFlow');
  const places = new Map(elements.map((element, place) => [element.id, place]));
  const flows = drawn
    .filter(({ type }) => type === 'bpmn:SequenceFlow')
    .flatMap((element): readonly DrawnFlow[] => {
      const [source, target] = ['sourceRef', 'targetRef'].map((end) => places.get(element.references[end]?.[0] ?? ''));
      if (source !== undefined && target !== undefined) return [{ element, source, target }];
      findings.push(finding(element.id, 'flow-incomplete', 'Luồng thiếu đầu hoặc đích', 'The flow lacks a source or a target'));
      return [];
    });
  const ends = (end: 'source' | 'target') =>
    elements.map((element, place) =>
      inOrder(
        element,
        flows,
        flows.flatMap((flow, index) => (flow[end] === place ? [index] : [])),
      ),
    );
  const hosts = elements.map((element) =>
    element.type === 'bpmn:BoundaryEvent' ? (places.get(element.references['attachedToRef']?.[0] ?? '') ?? null) : null,
  );
  return { elements, flows, incoming: ends('target'), outgoing: ends('source'), hosts };
}

/** A gateway tries its flows in the order of its `outgoing` elements; those it does not list follow as they stand in the file. */
function inOrder(element: ModelElement, flows: readonly DrawnFlow[], indexes: readonly number[]): readonly number[] {
  const listed = element.references['outgoing'] ?? [];
  const rank = (index: number): number => {
    const place = listed.indexOf(flows[index]?.element.id ?? '');
    return place === -1 ? listed.length : place;
  };
  return indexes.toSorted((left, right) => rank(left) - rank(right));
}

export function readFlows(graph: Graph, reader: Reader): readonly Flow[] {
  return graph.flows.map(({ element, source, target }, index) => {
    const gateway = graph.elements[source];
    const isChoice = gateway?.type === EXCLUSIVE && (graph.outgoing[source]?.length ?? 0) > 1;
    const isDefault = gateway?.references['default']?.[0] === element.id;
    const body = bodyOf(element, 'conditionExpression');
    const needsCondition = isChoice && !isDefault;
    if (needsCondition && body === null)
      report(reader, element, 'condition-missing', 'Nhánh rẽ thiếu điều kiện', 'The branch lacks its condition');
    if (!needsCondition && body !== null)
      report(reader, element, 'condition-ignored', 'Điều kiện này không bao giờ được xét', 'This condition would never be looked at');
    const condition = needsCondition && body !== null ? readExpression(body, element, reader) : null;
    return { index, id: element.id ?? '', source, target, condition };
  });
}

/** What may be drawn where; which way the tokens can go is in check-graph.ts. */
export function checkDrawing(graph: Graph, reader: Reader): void {
  graph.elements.forEach((element, place) => {
    const [incoming, outgoing] = [graph.incoming[place]?.length ?? 0, graph.outgoing[place]?.length ?? 0];
    const isGateway = element.type.endsWith('Gateway');
    const [isStart, isEnd, isBoundary] = ['bpmn:StartEvent', 'bpmn:EndEvent', 'bpmn:BoundaryEvent'].map((type) => element.type === type);
    if (((isStart === true || isBoundary === true) && incoming > 0) || (isEnd === true && outgoing > 0)) {
      report(
        reader,
        element,
        'flow-forbidden',
        'Không luồng nào được vào sự kiện đầu hay sự kiện gắn, hoặc ra khỏi sự kiện kết thúc',
        'No flow may enter a start or boundary event, or leave an end event',
      );
    }
    if (isEnd !== true && outgoing === 0)
      report(
        reader,
        element,
        'dead-end',
        'Quy trình dừng ở đây mà không có sự kiện kết thúc',
        'The process stops here without an end event',
      );
    if (!isGateway && outgoing > 1)
      report(
        reader,
        element,
        'several-outgoing',
        'Nhiều luồng ra: hãy dùng cổng song song hoặc cổng loại trừ',
        'Several flows leave: use a parallel or an exclusive gateway',
      );
    if (element.type === EXCLUSIVE) checkDefault(graph, place, element, reader);
    const host = graph.elements[graph.hosts[place] ?? -1];
    if (isBoundary === true && !HOSTS.has(host?.type ?? ''))
      report(
        reader,
        element,
        'attachment-forbidden',
        'Sự kiện gắn phải nằm trên một công việc',
        'A boundary event must be attached to a task',
      );
  });
  const starts = graph.elements.filter(({ type }) => type === 'bpmn:StartEvent');
  if (starts.length !== 1)
    reader.findings.push(
      finding(
        null,
        'start-count',
        `Cần đúng một sự kiện bắt đầu, có ${starts.length}`,
        `Exactly one start event is needed, there are ${starts.length}`,
      ),
    );
}

/** Conditions can all be false, and a dossier must not stop for that: a choice has a default. */
function checkDefault(graph: Graph, place: number, element: ModelElement, reader: Reader): void {
  const outgoing = (graph.outgoing[place] ?? []).map((index) => graph.flows[index]?.element);
  const fallback = element.references['default']?.[0];
  if (fallback !== undefined && !outgoing.some((flow) => flow?.id === fallback)) {
    report(reader, element, 'default-foreign', 'Luồng mặc định không đi ra từ cổng này', 'The default flow does not leave this gateway');
  }
  const isCertain = outgoing.some((flow) => flow !== undefined && bodyOf(flow, 'conditionExpression')?.replace(/^=/, '').trim() === 'true');
  if (outgoing.length > 1 && fallback === undefined && !isCertain) {
    report(
      reader,
      element,
      'default-missing',
      'Mọi điều kiện có thể cùng sai: cần một luồng mặc định',
      'All conditions could be false: a default flow is needed',
    );
  }
}
