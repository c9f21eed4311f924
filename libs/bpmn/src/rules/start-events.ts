import type { Finding } from '../findings.js';
import { broken } from './broken.js';
import { partsOf, type Plan } from './plan.js';

export function checkStartEvents(plan: Plan): readonly Finding[] {
  return partsOf(plan, 'StartEvent').flatMap(({ element, incoming, outgoing, scope, events }) => {
    // Within an event sub-process a second start event has its own rule, within an ad-hoc one any.
    const others = scope.parts.filter(({ type, events: theirs }) => type === 'bpmn:StartEvent' && theirs.length === 0);
    const isRepeated = events.length === 0 && others[0]?.element !== element && (scope.kind === 'process' || scope.kind === 'embedded' || scope.kind === 'transaction');
    return [
      ...(incoming.length > 0 ? [broken('start-incoming', element)] : []),
      ...(outgoing.length === 0 && scope.kind !== 'adHoc' ? [broken('start-outgoing', element)] : []),
      ...(isRepeated ? [broken('start-several', element)] : []),
    ];
  });
}
