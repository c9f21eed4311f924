import type { Finding } from '../findings.js';
import { attributeOf, bodyOf, childOf, referenceOf, textOf, type ModelElement } from '../model.js';
import { broken } from './broken.js';
import { KIND_NAMES } from './event-places.js';
import { kindOfDefinition, type EventKind, type Part, type Plan } from './plan.js';

export function checkLoops(plan: Plan): readonly Finding[] {
  return plan.scopes.flatMap(({ parts }) => parts.flatMap((part) => checkLoop(part, plan)));
}

function checkLoop({ element }: Part, plan: Plan): readonly Finding[] {
  const loop = childOf(element, 'loopCharacteristics');
  if (loop === null) return [];
  if (loop.type === 'bpmn:StandardLoopCharacteristics') {
    const isEndless = bodyOf(loop, 'loopCondition') === null && textOf(loop, 'loopMaximum') === null;
    return [...(isEndless ? [broken('loop-endless', element)] : []), ...checkNumber(element, 'loopMaximum', attributeOf(loop, 'loopMaximum'), 1)];
  }
  // An expression is worked out when the loop begins; a plain number can be looked at now. None at all is fine: nothing to do.
  const cardinality = bodyOf(loop, 'loopCardinality')?.replace(/^\s*=/, '').trim() ?? null;
  const isNumber = cardinality !== null && /^[+-]?\d+(\.\d+)?$/.test(cardinality);
  return [...(isNumber ? checkNumber(element, 'loopCardinality', cardinality, 0) : []), ...checkThrown(element, loop, plan)];
}

/** Text that is no whole number at all is refused where the file is read. */
function checkNumber(element: ModelElement, attribute: string, value: string | null, least: number): readonly Finding[] {
  if (value === null || (Number.isInteger(Number(value)) && Number(value) >= least)) return [];
  return [broken('loop-count-invalid', element, { attribute, value: value.trim(), least: String(least) })];
}

const THROWN: readonly EventKind[] = ['message', 'signal', 'escalation', 'error', 'compensation'];

/** What the rounds of a loop throw is caught by its boundary events. */
function checkThrown(element: ModelElement, loop: ModelElement, { byId }: Plan): readonly Finding[] {
  const named = ['oneBehaviorEventRef', 'noneBehaviorEventRef'].flatMap((name) => byId.get(referenceOf(loop, name) ?? '') ?? []);
  const complex = loop.children.filter(({ property }) => property === 'complexBehaviorDefinition').flatMap(({ element: each }) => childOf(each, 'event')?.children ?? []);
  const inside = complex.filter(({ property }) => property === 'eventDefinitions').map(({ element: definition }) => definition);
  return [...named, ...inside].flatMap((definition) => {
    const kind = kindOfDefinition(definition);
    return kind === undefined || THROWN.includes(kind) ? [] : [broken('loop-event-forbidden', element, { kind: KIND_NAMES[kind] })];
  });
}
