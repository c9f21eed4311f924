import type { Node, StartEvent } from '../definition.js';
import { extensionOf, flagOf, referenceOf, textOf, childOf } from '../model.js';
import { readActivity, reportFactMissing, type Common } from './activities.js';
import { isEventSubProcess, labelOf } from './drawing.js';
import { readDossierState, readFacts, readJob, readStep } from './job.js';
import { readMappings } from './mappings.js';
import { eventDefinitionsOf, ownMessageOf } from './model-file.js';
import { GATEWAY_COUNTS } from './names.js';
import { readBody, type Reader, type Site } from './reader.js';
import { readThrows } from './throws.js';
import { readTriggers } from './triggers.js';
import { readLinks, upstreamOf, type Links } from './upstream.js';

/** Elements nobody executes have their finding already and stand here as nothing. */
export function readNodes(reader: Reader): readonly (Node | null)[] {
  const links = readLinks(reader);
  return reader.drawing.elements.map((element, place) => readNode({ element, place }, reader, links));
}

function readNode(site: Site, reader: Reader, links: Links): Node | null {
  const { element, place } = site;
  const common = readCommon(site, reader);
  const throwing = (): Common & Pick<Node, 'inputs' | 'outputs'> => ({ ...common, ...readMappings(site, reader) });
  switch (element.type) {
    case 'bpmn:StartEvent':
      return readStart(site, common, reader);
    case 'bpmn:EndEvent':
      return { kind: 'endEvent', ...throwing(), throws: readThrows(element, site, reader), dossierState: readDossierState(element, reader) };
    case 'bpmn:IntermediateThrowEvent':
      return { kind: 'throwEvent', ...throwing(), throws: readThrows(element, site, reader) };
    case 'bpmn:IntermediateCatchEvent':
      return readCatch(site, common, reader);
    case 'bpmn:BoundaryEvent': {
      // Its host is active while it waits: so it sees what the host has.
      const attachedTo = reader.drawing.hosts[place] ?? -1;
      const triggers = readTriggers({ element, place: attachedTo }, reader);
      return { kind: 'boundaryEvent', ...throwing(), triggers, ...readParallel(site), isInterrupting: flagOf(element, 'cancelActivity', true), attachedTo };
    }
    case 'bpmn:ExclusiveGateway':
      return { kind: 'exclusiveGateway', ...common, inputs: [], outputs: [] };
    case 'bpmn:ParallelGateway':
      return { kind: 'parallelGateway', ...common, inputs: [], outputs: [] };
    case 'bpmn:InclusiveGateway':
      return { kind: 'inclusiveGateway', ...common, inputs: [], outputs: [], upstream: upstreamOf(place, reader, links) };
    case 'bpmn:ComplexGateway': {
      const activation = readBody(element, 'activationCondition', site, reader, [...GATEWAY_COUNTS, ...incomingNames(site, reader)]);
      return { kind: 'complexGateway', ...common, inputs: [], outputs: [], activation, upstream: upstreamOf(place, reader, links) };
    }
    case 'bpmn:EventBasedGateway':
      return {
        kind: 'eventGateway', ...common, inputs: [], outputs: [],
        instantiates: flagOf(element, 'instantiate', false),
        isParallel: textOf(element, 'eventGatewayType') === 'Parallel',
      };
    default:
      return readActivity(site, common, reader);
  }
}

function readCommon({ element, place }: Site, { drawing }: Reader): Common {
  const { incoming, outgoing, lanes, flows, ids, parents } = drawing;
  const fallback = referenceOf(element, 'default');
  const out = outgoing[place] ?? [];
  const lane = lanes[place]?.[0];
  return {
    index: place,
    id: ids[place] ?? '',
    name: labelOf(element, ids[place] ?? ''),
    parent: parents[place] ?? -1,
    incoming: incoming[place] ?? [],
    outgoing: out,
    otherwise: fallback === null ? null : (out.find((flow) => flows[flow]?.element.id === fallback) ?? null),
    lane: lane === undefined ? null : labelOf(lane, lane.id ?? ''),
  };
}

/** The start of an event sub-process waits outside it, in the scope that it watches. */
function readStart(site: Site, common: Common, reader: Reader): StartEvent {
  const { element, place } = site;
  const { parents, elements } = reader.drawing;
  if (extensionOf(element, 'lienthong:Step') !== null) readStep(element, reader);
  const parent = parents[place] ?? -1;
  const watching = isEventSubProcess(elements[parent]) ? (parents[parent] ?? -1) : parent;
  return {
    kind: 'startEvent', ...common, ...readMappings(site, reader),
    triggers: readTriggers({ element, place: watching }, reader),
    ...readParallel(site),
    isInterrupting: flagOf(element, 'isInterrupting', true),
  };
}

const readParallel = ({ element }: Site): Readonly<{ parallelMultiple: boolean }> => ({ parallelMultiple: flagOf(element, 'parallelMultiple', false) });

/** A message that is a public fact of a procedure completes a job; any other is a message. */
function readCatch(site: Site, common: Common, reader: Reader): Node {
  const { element } = site;
  const definitions = eventDefinitionsOf(element, reader.file.byId);
  const isMessage = definitions.length === 1 && definitions[0]?.type === 'bpmn:MessageEventDefinition';
  const base = { kind: 'catchEvent', ...common, ...readMappings(site, reader), ...readParallel(site) } as const;
  if (isMessage && readFacts(element, { ...reader, findings: [] }).length > 0) return { ...base, triggers: [], job: readJob(site, 'receive', reader) };
  const hasName = ownMessageOf(element, reader.file.byId) !== null || reader.file.flowNames.has(element.id ?? '');
  if (isMessage && reader.isStrict && !hasName) {
    reportFactMissing(site, reader);
    return { ...base, triggers: [], job: null };
  }
  return { ...base, triggers: readTriggers(site, reader), job: null };
}

/** Each incoming flow's token count may be asked for by the flow's id. */
const incomingNames = ({ place, element }: Site, { drawing }: Reader): readonly string[] =>
  childOf(element, 'activationCondition') === null ? [] : (drawing.incoming[place] ?? []).flatMap((flow) => drawing.flows[flow]?.id ?? []);
