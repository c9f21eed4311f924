import type { Finding } from '../findings.js';
import { flagOf, referenceOf, textOf } from '../model.js';
import { broken } from './broken.js';
import { KIND_NAMES } from './event-places.js';
import { isActivity, isHandler, isOf, partsOf, type EventKind, type EventOf, type Part, type Plan } from './plan.js';

export function checkBoundaryEvents(plan: Plan): readonly Finding[] {
  return partsOf(plan, 'BoundaryEvent').flatMap((part) => {
    const { element, host, incoming, outgoing, scope } = part;
    const isHung = host !== null && isActivity(host);
    return [
      ...(isHung ? [] : [broken('boundary-host', element)]),
      ...(isHung && host.scope !== scope ? [broken('boundary-elsewhere', element, { host: host.name })] : []),
      ...(incoming.length > 0 ? [broken('boundary-incoming', element)] : []),
      ...(outgoing.length === 0 && !isOf(part, 'compensation') ? [broken('boundary-outgoing', element)] : []),
      ...checkInterrupting(part, 'cancelActivity', ['error', 'cancel']),
    ];
  });
}

/** The start event of an event sub-process interrupts as a boundary event does. */
export const checkInterruptingStarts = (plan: Plan): readonly Finding[] =>
  partsOf(plan, 'StartEvent')
    .filter(({ scope }) => scope.kind === 'event')
    .flatMap((part) => checkInterrupting(part, 'isInterrupting', ['error', 'compensation']));

function checkInterrupting({ element, events }: Part, attribute: string, kinds: readonly EventKind[]): readonly Finding[] {
  const always = events.find(({ kind }) => kinds.includes(kind));
  return always !== undefined && !flagOf(element, attribute, true) ? [broken('interrupting-required', element, { kind: KIND_NAMES[always.kind], attribute })] : [];
}

/**
 * Of one scope's event sub-processes: what an interrupting one catches, nothing else beside it can. Of one activity's boundary
 * events the standard says nothing like it, so the first is served; but only one can say how the activity is undone.
 */
export function checkRepeatedHandlers(plan: Plan): readonly Finding[] {
  return plan.scopes.flatMap(({ parts }) => {
    const starts = parts.filter(isHandler).flatMap(({ inner }) => inner?.parts.filter(({ type }) => type === 'bpmn:StartEvent') ?? []);
    const undoing = parts.map(({ boundaries }) => boundaries.filter((part) => isOf(part, 'compensation')));
    return [starts, ...undoing].flatMap((group) => checkGroup(group, plan));
  });
}

function checkGroup(group: readonly Part[], plan: Plan): readonly Finding[] {
  const seen = new Map<string, Part>();
  const findings: Finding[] = [];
  for (const part of group) {
    for (const event of part.events) {
      const declaration = declarationOf(event, plan);
      if (declaration === null) continue;
      const other = seen.get(declaration) ?? part;
      if (other === part) seen.set(declaration, part);
      else if (isInterrupting(part) || isInterrupting(other)) findings.push(broken('handler-repeated', part.element, { other: other.name, kind: KIND_NAMES[event.kind] }));
    }
  }
  return findings;
}

const isInterrupting = ({ element }: Part): boolean => flagOf(element, 'cancelActivity', true) && flagOf(element, 'isInterrupting', true);

/** What makes two events catch the same; null where nothing does. */
function declarationOf({ kind, definition }: EventOf, { byId }: Plan): string | null {
  const target = (name: string): string | null => referenceOf(definition, name);
  const code = (name: string, attribute: string): string => textOf(byId.get(target(name) ?? '') ?? null, attribute) ?? target(name) ?? '*';
  switch (kind) {
    case 'message':
      return target('messageRef') === null ? null : `message ${target('messageRef') ?? ''}`;
    case 'signal':
      return target('signalRef') === null ? null : `signal ${target('signalRef') ?? ''}`;
    case 'error':
      return `error ${code('errorRef', 'errorCode')}`;
    case 'escalation':
      return `escalation ${code('escalationRef', 'escalationCode')}`;
    case 'cancel':
    case 'compensation':
      return kind;
    default:
      return null; // two timers, two conditions are never the same
  }
}
