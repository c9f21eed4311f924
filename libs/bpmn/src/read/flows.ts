import type { Flow } from '../definition.js';
import { referenceOf } from '../model.js';
import { labelOf } from './drawing.js';
import { readBody, type Reader } from './reader.js';

/** The default flow is taken when no other is: a condition on it would mean nothing (BPMN 2.0.2 §10.5.2). */
export function readFlows(reader: Reader): readonly Flow[] {
  const { flows, elements, parents } = reader.drawing;
  return flows.map(({ element, id, source, target }, index) => {
    const origin = elements[source];
    const isDefault = origin !== undefined && element.id !== null && referenceOf(origin, 'default') === element.id;
    const site = { element, place: parents[source] ?? -1 };
    const condition = isDefault ? null : readBody(element, 'conditionExpression', site, reader);
    return { index, id, name: labelOf(element, ''), source, target, condition };
  });
}
