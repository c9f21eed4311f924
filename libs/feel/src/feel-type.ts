import { spend, type Call } from './problem.js';
import { midnightOf } from './temporal.js';
import { isContext, isDate, isFunction, isList, isRange, kindOf, MAX_DATA_DEPTH, type FeelType, type Kind, type Value } from './value.js';

export const ANY: FeelType = { kind: 'Any' };
/** Where a type is not known, nothing speaks against it: like that of null it conforms to every other. */
export const UNKNOWN: FeelType = { kind: 'Null' };
export const simpleType = (of: Kind): FeelType => ({ kind: 'simple', of });

/** DMN's "conforms to" (10.3.2.9.2): a list by its items, a context by the entries asked for, a function the other way round in its parameters. */
export function conforms(type: FeelType, to: FeelType): boolean {
  if (to.kind === 'Any' || type.kind === 'Null') return true;
  if (to.kind === 'simple') return type.kind === 'simple' ? type.of === to.of : type.kind === to.of;
  if (type.kind === 'list' && to.kind === 'list') return conforms(type.item, to.item);
  if (type.kind === 'range' && to.kind === 'range') return conforms(type.end, to.end);
  if (type.kind === 'context' && to.kind === 'context')
    return Object.entries(to.entries).every(([name, entry]) => {
      const own = type.entries[name];
      return own !== undefined && conforms(own, entry);
    });
  if (type.kind !== 'function' || to.kind !== 'function' || type.parameters.length !== to.parameters.length) return false;
  return to.parameters.every((parameter, i) => conforms(parameter, type.parameters[i] ?? ANY)) && conforms(type.result, to.result);
}

/** `instance of`: null is an instance of Null only. */
export function isInstance(value: Value, type: FeelType, call: Call): boolean {
  return value === null ? type.kind === 'Null' : fits(value, type, call, 0);
}

/** Null within a list, a range or a context fits every type. */
function fits(value: Value, type: FeelType, call: Call, depth: number): boolean {
  if (value === null) return true;
  if (depth > MAX_DATA_DEPTH) return false;
  switch (type.kind) {
    case 'Any':
      return true;
    case 'Null':
      return false;
    case 'simple':
      return kindOf(value) === type.of;
    case 'list':
      return isList(value) && spend(call.evaluation, call.span, value.length) && value.every((item) => fits(item, type.item, call, depth + 1));
    case 'range':
      return isRange(value) && [value.from, value.to].every((bound) => fits(bound?.value ?? null, type.end, call, depth + 1));
    case 'context':
      // A value that is there many times over is walked as often.
      return isContext(value) && spend(call.evaluation, call.span, 4) && Object.entries(type.entries).every(([name, entry]) => name in value.entries && fits(value.entries[name] ?? null, entry, call, depth + 1));
    case 'function':
      if (!isFunction(value)) return false;
      // Of a built-in function only the number of its parameters is known.
      if (value.type === undefined) return value.signatures.some(({ parameters }) => parameters.length === type.parameters.length);
      return conforms(value.type, type);
  }
}

/**
 * The value as that type, after DMN's implicit conversions: an item for a list of one and the other way round, a date for its
 * midnight in UTC. Undefined where it does not conform, or is not allowed.
 */
export function coerced(value: Value, type: FeelType, call: Call): Value | undefined {
  const fitting = converted(value, type, call);
  return fitting === undefined || isAllowed(fitting, type, call, 0) ? fitting : undefined;
}

/** Null is always allowed: it stands for no value. */
function isAllowed(value: Value, type: FeelType, call: Call, depth: number): boolean {
  if (value === null || depth > MAX_DATA_DEPTH) return true;
  if (type.allows !== undefined && !type.allows(value, call)) return false;
  if (type.kind === 'list' && isList(value)) return value.every((item) => isAllowed(item, type.item, call, depth + 1));
  if (type.kind === 'context' && isContext(value))
    return Object.entries(type.entries).every(([name, entry]) => isAllowed(value.entries[name] ?? null, entry, call, depth + 1));
  return true;
}

function converted(value: Value, type: FeelType, call: Call): Value | undefined {
  if (fits(value, type, call, 0)) return value;
  if (isDate(value) && type.kind === 'simple' && type.of === 'date and time') return midnightOf(value);
  if (isList(value)) {
    const [only = null] = value.length === 1 ? value : [];
    // Once: a list of a list of one is no item (TCK 0082).
    return only === null || isList(only) || type.kind === 'list' ? undefined : converted(only, type, call);
  }
  return fits([value], type, call, 0) ? [value] : undefined;
}
