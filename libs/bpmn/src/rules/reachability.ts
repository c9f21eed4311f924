import type { Finding } from '../findings.js';
import { broken } from './broken.js';
import { instantiates, isHandler, isOf, isUndoing, type Part, type Plan, type Scope } from './plan.js';

/** Where a token can get to, conditions left aside. What is inside something unreachable is not told again. */
export function checkReachability({ scopes }: Plan): readonly Finding[] {
  // A Set grows while it is walked: every element is looked at once.
  const reached = new Set<Part>(scopes.filter(({ kind }) => kind === 'process').flatMap(beginningsOf));
  for (const part of reached) for (const next of nextOf(part)) reached.add(next);
  const begun = new Set([...reached].map(({ element }) => element));
  return scopes
    .filter(({ element, kind }) => kind === 'process' || begun.has(element))
    .flatMap(({ parts }) => parts.filter((part) => !reached.has(part)).map((part) => broken('unreachable', part.element)));
}

const nextOf = ({ outgoing, boundaries, inner }: Part): readonly Part[] => [
  ...outgoing.map(({ target }) => target),
  ...boundaries,
  ...(inner === null ? [] : beginningsOf(inner)),
];

const isLinkTarget = (part: Part): boolean => part.type === 'bpmn:IntermediateCatchEvent' && isOf(part, 'link');

/**
 * What begins with its scope: the start events, or without any whatever has no flow in. Handlers and the targets of links wait
 * beside it. What other rules refuse (a boundary event on nothing, a link from nowhere) counts as begun, so that it is told once.
 */
function beginningsOf({ parts, kind }: Scope): readonly Part[] {
  const starts = parts.filter((part) => part.type === 'bpmn:StartEvent' || instantiates(part));
  const begins = starts.length > 0 && kind !== 'adHoc' ? starts : parts.filter(({ incoming, type }) => incoming.length === 0 && type !== 'bpmn:BoundaryEvent');
  const besides = parts.filter((part) => isHandler(part) || isUndoing(part) || isLinkTarget(part) || (part.type === 'bpmn:BoundaryEvent' && part.host === null));
  return [...begins, ...besides];
}
