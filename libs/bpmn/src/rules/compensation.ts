import type { Finding } from '../findings.js';
import { childrenOf, referenceOf } from '../model.js';
import { broken } from './broken.js';
import { isActivity, isHandler, isOf, isUndoing, partsOf, type Part, type Plan, type Scope } from './plan.js';

export function checkCompensation(plan: Plan): readonly Finding[] {
  const boundaries = partsOf(plan, 'BoundaryEvent').filter((part) => isOf(part, 'compensation'));
  const handlers = new Map(boundaries.map((boundary) => [boundary, new Set<Part>()]));
  for (const [end, other] of associationsOf(plan)) {
    const found = handlers.get(end);
    if (isActivity(other)) found?.add(other);
  }
  const led = new Set([...handlers.values()].flatMap((found) => [...found]));
  return [
    ...[...handlers].flatMap(([boundary, found]) => checkBoundary(boundary, [...found])),
    ...plan.scopes.flatMap(({ parts }) => parts.filter((part) => isUndoing(part) && !isHandler(part)).flatMap((part) => checkHandler(part, led.has(part)))),
    ...checkThrown(plan),
  ];
}

/** Both ways round: which end is written first is the drawing tool's affair. */
function associationsOf({ scopes, parts }: Plan): readonly (readonly [Part, Part])[] {
  const associations = scopes.flatMap(({ element }) => childrenOf(element, 'artifacts').filter(({ type }) => type === 'bpmn:Association'));
  return associations.flatMap((association): readonly (readonly [Part, Part])[] => {
    const [source, target] = ['sourceRef', 'targetRef'].map((end) => parts.get(referenceOf(association, end) ?? ''));
    return source === undefined || target === undefined ? [] : [[source, target], [target, source]];
  });
}

function checkBoundary(boundary: Part, handlers: readonly Part[]): readonly Finding[] {
  const flow = boundary.outgoing.length > 0 ? [broken('compensation-boundary-flow', boundary.element)] : [];
  if (handlers.length === 0) return [...flow, broken('compensation-handler-missing', boundary.element)];
  return [
    ...flow,
    ...(handlers.length > 1 ? [broken('compensation-handler-several', boundary.element)] : []),
    ...handlers.filter((handler) => !isUndoing(handler)).map(({ element }) => broken('compensation-handler-unmarked', element)),
    ...handlers
      .filter(({ scope }) => scope !== boundary.scope)
      .map(({ element }) => broken('compensation-handler-elsewhere', element, { boundary: boundary.name })),
  ];
}

function checkHandler({ element, incoming, outgoing }: Part, isLed: boolean): readonly Finding[] {
  if (incoming.length + outgoing.length > 0) return [broken('compensation-handler-flow', element)];
  return isLed ? [] : [broken('compensation-handler-orphan', element)];
}

/** An event undoes what is in its own scope, or, in a handler of a scope, what is in that scope. */
function checkThrown(plan: Plan): readonly Finding[] {
  return partsOf(plan, 'IntermediateThrowEvent', 'EndEvent').flatMap((part) =>
    part.events.flatMap(({ kind, definition }) => {
      const id = kind === 'compensation' ? referenceOf(definition, 'activityRef') : null;
      const activity = plan.parts.get(id ?? '');
      if (activity === undefined || seenFrom(part.scope).includes(activity.scope)) return [];
      return [broken('compensation-activity', part.element, { activity: activity.name })];
    }),
  );
}

const seenFrom = (scope: Scope): readonly Scope[] => (scope.kind === 'event' && scope.outer !== null ? [scope, ...seenFrom(scope.outer)] : [scope]);
