import { AGGREGATE_FUNCTIONS } from './aggregate-functions.js';
import { CONTEXT_FUNCTIONS } from './context-functions.js';
import { LIST_FUNCTIONS } from './list-functions.js';
import { NUMBER_FUNCTIONS } from './number-functions.js';
import { PATTERN_FUNCTIONS } from './pattern-functions.js';
import { RANGE_FUNCTIONS } from './range-functions.js';
import { STRING_FUNCTIONS } from './string-functions.js';
import { TEMPORAL_FUNCTIONS } from './temporal-functions.js';
import type { FeelFunction } from './value.js';

/** `is defined` and `get or else` are not here: they ask about a name, not about a value, so the compiler knows them. */
export const BUILT_INS: ReadonlyMap<string, FeelFunction> = new Map(
  [
    ...STRING_FUNCTIONS,
    ...PATTERN_FUNCTIONS,
    ...NUMBER_FUNCTIONS,
    ...AGGREGATE_FUNCTIONS,
    ...LIST_FUNCTIONS,
    ...CONTEXT_FUNCTIONS,
    ...TEMPORAL_FUNCTIONS,
    ...RANGE_FUNCTIONS,
  ].map((each) => [each.name, each]),
);
