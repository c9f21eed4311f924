import type { Node } from './definition.js';
import { childrenOf, extensionOf, textOf, type ModelElement } from './model.js';
import type { Graph } from './read-flows.js';
import { bodyOf, readDossierState, readJob, readStep } from './read-job.js';
import { report, type Reader } from './reader.js';
import { parseTimer, type Timer } from './timer.js';

type Place = Readonly<{ index: number; id: string; name: string; outgoing: readonly number[] }>;

/** Elements nobody executes have their finding already and stand here as nothing. */
export function readNodes(graph: Graph, reader: Reader): readonly (Node | null)[] {
  return graph.elements.map((element, index) => {
    const place = { index, id: element.id ?? '', name: textOf(element, 'name') ?? element.id ?? '', outgoing: graph.outgoing[index] ?? [] };
    return readNode(element, place, graph, reader);
  });
}

function readNode(element: ModelElement, place: Place, graph: Graph, reader: Reader): Node | null {
  const boundaries = graph.hosts.flatMap((host, index) => (host === place.index ? [index] : []));
  switch (element.type) {
    case 'bpmn:StartEvent':
      if (extensionOf(element, 'lienthong:Step') !== null) readStep(element, reader);
      return { kind: 'startEvent', ...place };
    case 'bpmn:EndEvent':
      return { kind: 'endEvent', ...place, dossierState: readDossierState(element, reader) };
    case 'bpmn:UserTask':
      return { kind: 'userTask', ...place, boundaries, job: readJob(element, 'user', reader) };
    case 'bpmn:ServiceTask':
      return { kind: 'serviceTask', ...place, boundaries, job: readJob(element, 'service', reader) };
    case 'bpmn:ReceiveTask':
      return { kind: 'receiveTask', ...place, boundaries, job: readJob(element, 'receive', reader) };
    case 'bpmn:IntermediateCatchEvent':
      return readCatch(element, place, reader);
    case 'bpmn:BoundaryEvent':
      return {
        kind: 'boundaryTimer',
        ...place,
        timer: readTimer(element, onlyDefinition(element, reader), reader),
        isInterrupting: textOf(element, 'cancelActivity') !== 'false',
        attachedTo: graph.hosts[place.index] ?? -1,
      };
    case 'bpmn:ExclusiveGateway': {
      const otherwise = place.outgoing.find((flow) => graph.flows[flow]?.element.id === element.references['default']?.[0]) ?? null;
      return { kind: 'exclusiveGateway', ...place, outgoing: place.outgoing.filter((flow) => flow !== otherwise), otherwise };
    }
    case 'bpmn:ParallelGateway':
      return { kind: 'parallelGateway', ...place, incoming: graph.incoming[place.index] ?? [] };
    default:
      return null;
  }
}

function readCatch(element: ModelElement, place: Place, reader: Reader): Node {
  const definition = onlyDefinition(element, reader);
  if (definition?.type === 'bpmn:MessageEventDefinition')
    return { kind: 'messageCatch', ...place, boundaries: [], job: readJob(element, 'receive', reader) };
  return { kind: 'timerCatch', ...place, timer: readTimer(element, definition, reader) };
}

function onlyDefinition(element: ModelElement, reader: Reader): ModelElement | null {
  const [definition, ...more] = childrenOf(element, 'eventDefinitions');
  if (definition === undefined || more.length > 0) {
    report(reader, element, 'event-definition-count', 'Sự kiện cần đúng một định nghĩa', 'The event needs exactly one definition');
  }
  return definition ?? null;
}

function readTimer(element: ModelElement, definition: ModelElement | null, reader: Reader): Timer {
  const [duration, date] = definition === null ? [null, null] : [bodyOf(definition, 'timeDuration'), bodyOf(definition, 'timeDate')];
  const timer = duration !== null ? parseTimer('duration', duration) : parseTimer('date', date ?? '');
  if (timer === null || (duration !== null && date !== null)) {
    const text = duration ?? date ?? '';
    report(
      reader,
      element,
      'timer-unparsable',
      `Hẹn giờ “${text}” cần một thời lượng như P30D hoặc một thời điểm có múi giờ`,
      `Timer "${text}" needs one duration such as P30D or one moment with an offset`,
    );
  }
  return timer ?? { kind: 'duration', text: 'P1D' };
}
