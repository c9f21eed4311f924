import type { Finding } from '../findings.js';
import type { ModelElement } from '../model.js';

/** What the standard's text and schema forbid; owner RULES. */
export const checkModel = (_root: ModelElement): readonly Finding[] => [];
