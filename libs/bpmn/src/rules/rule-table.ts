import { RULES_OF_ACTIVITIES } from './rules-of-activities.js';
import { RULES_OF_EVENTS } from './rules-of-events.js';
import { RULES_OF_FLOWS } from './rules-of-flows.js';

/** Every structural rule. The specs have a breaking model and its nearest valid twin for each. */
export const STRUCTURAL_RULES = { ...RULES_OF_FLOWS, ...RULES_OF_EVENTS, ...RULES_OF_ACTIVITIES };
export type StructuralRule = keyof typeof STRUCTURAL_RULES;
