import type { Contents, DataObject } from '../definition.js';
import { childrenOf, flagOf, type ModelElement } from '../model.js';
import { dataBehind, dataNameOf } from './data-names.js';
import { isEventSubProcess } from './drawing.js';
import { eventDefinitionsOf } from './model-file.js';
import type { Reader } from './reader.js';

/** What a process (`place` -1) or sub-process begins with, watches, and keeps. */
export function readContents(container: ModelElement, place: number, reader: Reader): Contents {
  const { elements } = reader.drawing;
  const inside = placesIn(place, reader);
  const events = inside.filter((each) => elements[each]?.type === 'bpmn:StartEvent');
  const starts = events.length > 0 ? [...events, ...inside.filter((each) => instantiates(elements[each]))] : inside.filter((each) => beginsByItself(each, reader));
  return {
    starts,
    eventSubProcesses: inside.filter((each) => isEventSubProcess(elements[each])),
    data: readData(container, place, reader),
  };
}

/** Activities of an ad-hoc sub-process that no flow leads to. */
export const startableOf = (place: number, reader: Reader): readonly number[] => placesIn(place, reader).filter((each) => beginsByItself(each, reader));

const placesIn = (place: number, { drawing }: Reader): readonly number[] => drawing.parents.flatMap((parent, each) => (parent === place ? [each] : []));

/** A receive task or event-based gateway that makes an instance, as a start event would. */
const instantiates = (element: ModelElement | undefined): boolean => element !== undefined && flagOf(element, 'instantiate', false);

/** BPMN 2.0.2 §13.2: without start events, whatever has no incoming flow begins, bar what others bring to life. */
function beginsByItself(place: number, { drawing, file }: Reader): boolean {
  const element = drawing.elements[place];
  if (element === undefined || (drawing.incoming[place]?.length ?? 0) > 0) return false;
  const isBrought =
    ['bpmn:BoundaryEvent', 'bpmn:StartEvent'].includes(element.type) || isEventSubProcess(element) || flagOf(element, 'isForCompensation', false);
  return !isBrought && !eventDefinitionsOf(element, file.byId).some(({ type }) => type === 'bpmn:LinkEventDefinition' && element.type === 'bpmn:IntermediateCatchEvent');
}

/** Data objects and properties; data stores live as long as the process. */
function readData(container: ModelElement, place: number, { drawing, file }: Reader): readonly DataObject[] {
  const own = childrenOf(container, 'flowElements').filter(({ type }) => type === 'bpmn:DataObject');
  const stores = place === -1 ? [drawing.process, ...drawing.elements].flatMap(storesIn) : [];
  const data = [...own, ...childrenOf(container, 'properties'), ...stores];
  const named = data.map((element): DataObject => ({ name: dataNameOf(element, file), isCollection: isCollection(dataBehind(element, file), file) }));
  return named.filter(({ name }, index) => name !== '' && named.findIndex((other) => other.name === name) === index);
}

const storesIn = (element: ModelElement): readonly ModelElement[] => childrenOf(element, 'flowElements').filter(({ type }) => type === 'bpmn:DataStoreReference');

function isCollection(element: ModelElement, file: Reader['file']): boolean {
  const item = file.byId.get(element.references['itemSubjectRef']?.[0] ?? '') ?? null;
  return flagOf(element, 'isCollection', false) || flagOf(item, 'isCollection', false);
}
