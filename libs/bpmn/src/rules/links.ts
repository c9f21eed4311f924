import type { Finding } from '../findings.js';
import { referenceOf, textOf } from '../model.js';
import { broken } from './broken.js';
import { isOf, type Part, type Plan, type Scope } from './plan.js';

const ROLES = { throw: { vi: 'ném', en: 'throwing' }, catch: { vi: 'bắt', en: 'catching' } };

export function checkLinks({ scopes }: Plan): readonly Finding[] {
  return scopes.flatMap(checkScope);
}

type End = Readonly<{ part: Part; name: string; id: string | null; target: string | null }>;

function checkScope({ parts }: Scope): readonly Finding[] {
  const ends = (type: string): readonly End[] => parts.filter((part) => part.type === type && isOf(part, 'link')).flatMap(endsOf);
  const [throwing, catching] = [ends('bpmn:IntermediateThrowEvent'), ends('bpmn:IntermediateCatchEvent')];
  return [
    ...[...throwing, ...catching].filter(({ name }) => name === '').map(({ part }) => broken('link-nameless', part.element)),
    ...throwing.filter((end) => end.name !== '' && !catching.some((other) => meet(end, other))).map(({ part, name }) => broken('link-target-missing', part.element, { name })),
    ...catching.filter((end) => end.name !== '' && !throwing.some((other) => meet(other, end))).map(({ part, name }) => broken('link-source-missing', part.element, { name })),
    ...catching
      .filter(({ name }, index) => name !== '' && catching.findIndex((other) => other.name === name) < index)
      .map(({ part, name }) => broken('link-target-repeated', part.element, { name })),
    ...throwing.filter(({ part }) => part.outgoing.length > 0).map(({ part }) => broken('link-flow', part.element, { role: ROLES.throw, direction: { vi: 'ra', en: 'out' } })),
    ...catching.filter(({ part }) => part.incoming.length > 0).map(({ part }) => broken('link-flow', part.element, { role: ROLES.catch, direction: { vi: 'vào', en: 'in' } })),
  ];
}

/** Some tools name the definition, some only the event. */
const endsOf = (part: Part): readonly End[] =>
  part.events
    .filter(({ kind }) => kind === 'link')
    .map(({ definition }) => ({
      part,
      name: textOf(definition, 'name') ?? textOf(part.element, 'name') ?? '',
      id: definition.id,
      target: referenceOf(definition, 'target'),
    }));

const meet = (thrown: End, caught: End): boolean => thrown.name === caught.name || (caught.id !== null && thrown.target === caught.id);
