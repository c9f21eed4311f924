import type { Value } from '../definition.js';
import { childOf, childrenOf, referenceOf, textOf, type ModelElement } from '../model.js';
import { readBody, report, type Reader, type Site } from './reader.js';

/** BPMN 2.0.2 §10.3.4: who a user task of plain BPMN is for. Each is what its expression gives, else the name of its resource. */
export function readPerformers(type: 'HumanPerformer' | 'PotentialOwner', site: Site, reader: Reader): Value | null {
  const values = childrenOf(site.element, 'resources')
    .filter((role) => role.type === `bpmn:${type}`)
    .flatMap((role) => performerOf(role, site, reader) ?? []);
  const [first = null, ...more] = values;
  if (more.length === 0) return first;
  if (type === 'PotentialOwner' && values.every((value) => typeof value === 'string')) return values.join(',');
  report(
    reader,
    site.element,
    'attribute-not-executed',
    'Chỉ một humanPerformer, và một potentialOwner nếu tính bằng biểu thức: gộp thành một danh sách',
    'One humanPerformer alone, and one potentialOwner where it is worked out: make them one list',
  );
  return null;
}

function performerOf(role: ModelElement, site: Site, reader: Reader): Value | null {
  const assignment = childOf(role, 'resourceAssignmentExpression');
  if (assignment !== null) return readBody(assignment, 'expression', site, reader);
  const resource = reader.file.byId.get(referenceOf(role, 'resourceRef') ?? '') ?? null;
  return textOf(resource, 'name') ?? textOf(role, 'name') ?? role.id;
}
