import type { Finding } from '../findings.js';
import { attributeOf, bodyOf, flagOf, referenceOf } from '../model.js';
import { broken } from './broken.js';
import { areExhaustive } from './exhaustive.js';
import { isActivity, isEvent, type Link, type Part, type Plan } from './plan.js';

const conditionOf = ({ element }: Link): string | null => bodyOf(element, 'conditionExpression');

export function checkFlows({ scopes }: Plan): readonly Finding[] {
  return scopes.flatMap(({ links, parts }) => [...links.flatMap(checkLink), ...parts.flatMap(checkWaysOut)]);
}

function checkLink(link: Link): readonly Finding[] {
  const { element, source, target } = link;
  const findings: Finding[] = [];
  if (source.scope.process !== target.scope.process) findings.push(broken('flow-crosses-pool', element));
  else if (source.scope !== target.scope) findings.push(broken('flow-crosses-scope', element));
  if (!flagOf(element, 'isImmediate', true)) findings.push(broken('flow-not-immediate', element));
  const takesAllWays = isEvent(source) || source.type === 'bpmn:ParallelGateway' || source.type === 'bpmn:EventBasedGateway';
  if (takesAllWays && conditionOf(link) !== null) findings.push(broken('condition-forbidden', element, { source: SOURCES[source.type] ?? EVENT }));
  return findings;
}

const EVENT = { vi: 'sự kiện', en: 'an event' };
const SOURCES: Readonly<Record<string, Readonly<{ vi: string; en: string }>>> = {
  'bpmn:ParallelGateway': { vi: 'cổng song song', en: 'a parallel gateway' },
  'bpmn:EventBasedGateway': { vi: 'cổng theo sự kiện', en: 'an event-based gateway' },
};

/**
 * An exclusive gateway with an unconditional way that is no default says nothing about when it is taken, so it is refused, as
 * Camunda does. Out of an inclusive or complex gateway or an activity such a way is simply always taken. An activity needs no
 * default: the standard asks only for another way out.
 */
function checkWaysOut(part: Part): readonly Finding[] {
  const { element, outgoing, type } = part;
  const findings: Finding[] = [];
  const fallback = referenceOf(element, 'default');
  if (fallback === null && outgoing.length === 0) return [];
  if (fallback !== null && outgoing.every((link) => link.element.id !== fallback))
    findings.push(broken('default-foreign', element, { flow: fallback }));
  const chosen = outgoing.filter((link) => link.element.id !== fallback || fallback === null);
  const unconditional = chosen.filter((link) => conditionOf(link) === null);
  if (type === 'bpmn:ExclusiveGateway' && outgoing.length > 1)
    findings.push(...unconditional.map((link) => broken('condition-missing', link.element)));
  if (isActivity(part) && outgoing.length === 1 && unconditional.length < chosen.length) return [...findings, ...chosen.map((link) => broken('condition-alone', link.element))];
  const hasDefault = chosen.length < outgoing.length || fallback !== null;
  const conditions = chosen.flatMap((link) => conditionOf(link) ?? []);
  if (CHOOSING.has(type) && !hasDefault && unconditional.length === 0 && !areExhaustive(conditions) && !conditions.some(asksOfGateway))
    findings.push(broken('default-missing', element));
  return findings;
}

/** A complex gateway's conditions may tell its first firing from its reset: then one of them is the default of its own. */
const asksOfGateway = (condition: string): boolean => /\b(waitingForStart|activationCount)\b/.test(condition);

const CHOOSING: ReadonlySet<string> = new Set(['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway']);

/** What a gateway says of itself has to be true. */
export function checkDirections({ scopes }: Plan): readonly Finding[] {
  return scopes.flatMap(({ parts }) =>
    parts.flatMap(({ element, incoming, outgoing }) => {
      const direction = attributeOf(element, 'gatewayDirection')?.trim() ?? 'Unspecified';
      const joins = direction === 'Converging' || direction === 'Mixed';
      const splits = direction === 'Diverging' || direction === 'Mixed';
      const isTrue = direction === 'Unspecified' || (incoming.length > 1 === joins && outgoing.length > 1 === splits);
      return isTrue ? [] : [broken('gateway-direction', element, { direction, incoming: String(incoming.length), outgoing: String(outgoing.length) })];
    }),
  );
}
