import type { Finding } from '../findings.js';
import { attributeOf, bodyOf } from '../model.js';
import { broken } from './broken.js';
import { instantiates, isOf, partsOf, type Part, type Plan } from './plan.js';

export function checkComplexGateways(plan: Plan): readonly Finding[] {
  return partsOf(plan, 'ComplexGateway')
    .filter(({ incoming, element }) => incoming.length > 1 && bodyOf(element, 'activationCondition') === null)
    .map(({ element }) => broken('activation-missing', element));
}

const ALLOWED_BEHIND: ReadonlySet<string> = new Set(['message', 'signal', 'timer', 'conditional']);

export function checkEventGateways(plan: Plan): readonly Finding[] {
  return partsOf(plan, 'EventBasedGateway').flatMap((gateway) => {
    const { element, outgoing } = gateway;
    const targets = outgoing.map(({ target }) => target);
    const isParallel = attributeOf(element, 'eventGatewayType')?.trim() === 'Parallel';
    const hasMessages = targets.some((target) => target.type === 'bpmn:IntermediateCatchEvent' && isOf(target, 'message'));
    const hasReceivers = targets.some(({ type }) => type === 'bpmn:ReceiveTask');
    return [
      ...(outgoing.length < 2 ? [broken('event-gateway-ways', element, { count: String(outgoing.length) })] : []),
      ...(isParallel && !instantiates(gateway) ? [broken('event-gateway-type', element)] : []),
      ...(hasMessages && hasReceivers ? [broken('event-gateway-mixed', element)] : []),
      ...targets.flatMap((target) => checkTarget(gateway, target)),
    ];
  });
}

function checkTarget(gateway: Part, target: Part): readonly Finding[] {
  const isEvent = target.type === 'bpmn:IntermediateCatchEvent' && target.events.every(({ kind }) => ALLOWED_BEHIND.has(kind));
  const isReceiver = target.type === 'bpmn:ReceiveTask';
  if (!isEvent && !isReceiver) return [broken('event-gateway-target', gateway.element, { target: target.name })];
  return [
    ...(target.incoming.length > 1 ? [broken('event-gateway-shared', target.element)] : []),
    ...(isReceiver && target.boundaries.length > 0 ? [broken('event-gateway-boundary', target.element)] : []),
  ];
}

/** A receive task or event-based gateway that begins the process stands where a start event could. */
export function checkInstantiation({ scopes }: Plan): readonly Finding[] {
  const isFirst = ({ scope, incoming }: Part): boolean =>
    scope.kind === 'process' &&
    (incoming.length === 0 || (incoming.length === 1 && incoming.every(({ source }) => source.type === 'bpmn:StartEvent' && source.events.length === 0)));
  return scopes.flatMap(({ parts }) => parts.filter((part) => instantiates(part) && !isFirst(part)).map(({ element }) => broken('instantiation-forbidden', element)));
}
