import type { Finding } from '../findings.js';
import { flagOf } from '../model.js';
import { broken } from './broken.js';
import { isHandler, isOf, type Part, type Plan } from './plan.js';

export function checkEventSubProcesses({ scopes }: Plan): readonly Finding[] {
  return scopes.flatMap(({ parts }) => parts.flatMap(checkPart));
}

function checkPart(part: Part): readonly Finding[] {
  const { element, inner, incoming, outgoing, scope } = part;
  if (inner !== null && !isHandler(part)) return flagOf(element, 'triggeredByEvent', false) ? [broken('event-sub-process-kind', element)] : [];
  if (inner === null) return [];
  const starts = inner.parts.filter(({ type }) => type === 'bpmn:StartEvent');
  const untyped = starts.filter(({ events }) => events.length === 0);
  const undoing = starts.filter((start) => isOf(start, 'compensation'));
  return [
    ...(incoming.length + outgoing.length > 0 ? [broken('event-sub-process-flow', element)] : []),
    ...(starts.length === 1 ? [] : [broken('event-sub-process-start', element, { count: String(starts.length) })]),
    ...untyped.map((start) => broken('event-sub-process-trigger', start.element)),
    ...(scope.kind === 'process' ? undoing.map((start) => broken('compensation-start-place', start.element)) : []),
  ];
}
