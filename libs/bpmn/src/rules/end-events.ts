import type { Finding } from '../findings.js';
import { broken } from './broken.js';
import { partsOf, type Plan } from './plan.js';

export const checkEndEvents = (plan: Plan): readonly Finding[] =>
  partsOf(plan, 'EndEvent')
    .filter(({ outgoing }) => outgoing.length > 0)
    .map(({ element }) => broken('end-outgoing', element));
