import type { Finding } from '../findings.js';
import { broken } from './broken.js';
import { isOf, partsOf, type Plan } from './plan.js';

/** Cancelling ends the transaction that directly contains the end event; its border catches it. */
export function checkTransactions(plan: Plan): readonly Finding[] {
  const ends = partsOf(plan, 'EndEvent').filter((part) => isOf(part, 'cancel') && part.scope.kind !== 'transaction');
  const boundaries = partsOf(plan, 'BoundaryEvent').filter((part) => isOf(part, 'cancel') && part.host !== null && part.host.type !== 'bpmn:Transaction');
  return [...ends, ...boundaries].map(({ element }) => broken('cancel-place', element));
}
