import { wrongKind } from './evaluation.js';
import { problem, spendLongText, type Call } from './problem.js';
import { isContext, isDate, isDateTime, isDays, isDecimal, isFunction, isList, isMonths, isRange, type FeelFunction, type Parameter, type Signature, type Value } from './value.js';
import { midnightOf, type DateTimeValue, type DateValue } from './temporal.js';

type ValueOf<P> = P extends Parameter<infer T> ? T : never;
type ValuesOf<P extends readonly Parameter<unknown>[]> = { [I in keyof P]: ValueOf<P[I]> };

/** A value that is not of the kind but is a list of one that is: DMN's "from singleton list". */
function kind<T extends Value>(expected: string, isKind: (value: Value) => value is T): (name: string) => Parameter<T> {
  return (name) => ({
    name,
    expected,
    isOptional: false,
    isMany: false,
    accept(value) {
      if (isKind(value)) return value;
      const [only = null] = isList(value) && value.length === 1 ? value : [];
      return isKind(only) ? only : undefined;
    },
  });
}

const anyText = kind('string', (value): value is string => typeof value === 'string');
/** Whatever reads a text pays for its length, if only to find that it is no date. */
export const text = (name: string): Parameter<string> => {
  const parameter = anyText(name);
  return {
    ...parameter,
    accept(value, call) {
      const accepted = parameter.accept(value, call);
      if (accepted !== undefined) spendLongText(call, accepted.length);
      return accepted;
    },
  };
};
export const truth = kind('boolean', (value): value is boolean => typeof value === 'boolean');
export const number = kind('number', isDecimal);
export const context = kind('context', isContext);
export const range = kind('range', isRange);
export const callable = kind('function', isFunction);
export const duration = kind('days and time duration', isDays);
export const months = kind('years and months duration', isMonths);
export const day = kind('date', (value): value is DateValue | DateTimeValue => isDate(value) || isDateTime(value));

export const any = (name: string): Parameter<Value> => ({ name, expected: 'Any', isOptional: false, isMany: false, accept: (value) => value });

/** What is no list becomes a list of one: DMN's "to singleton list". */
export const list = (name: string): Parameter<readonly Value[]> => ({
  name,
  expected: 'list',
  isOptional: false,
  isMany: false,
  accept: (value) => (isList(value) ? value : value === null ? undefined : [value]),
});

/** A date counts as its midnight in UTC. */
export const moment = (name: string): Parameter<DateTimeValue> => ({
  name,
  expected: 'date and time',
  isOptional: false,
  isMany: false,
  accept: (value) => (isDateTime(value) ? value : isDate(value) ? midnightOf(value) : undefined),
});

/** May be left out or null. */
export const optional = <T>(parameter: Parameter<T>): Parameter<T | undefined> => ({ ...parameter, isOptional: true });
/** The last parameter, taking any number of values. */
export const many = <T>({ accept, ...rest }: Parameter<T>): Parameter<readonly T[]> => ({
  ...rest,
  isMany: true,
  accept(value, call) {
    const accepted = accept(value, call);
    return accepted === undefined ? undefined : [accepted];
  },
});

export const signature = <const P extends readonly Parameter<unknown>[]>(
  parameters: P,
  run: (call: Call, ...values: ValuesOf<P>) => Value,
): Signature => ({ parameters, run: (call, values) => run(call, ...(values as unknown as ValuesOf<P>)) });

export type Definitions = Readonly<Record<string, Signature | readonly Signature[]>>;

export const defined = (definitions: Definitions): readonly FeelFunction[] =>
  Object.entries(definitions).map(([name, one]) => ({ kind: 'function', name, signatures: 'run' in one ? [one] : one }));

/** Whether that many arguments by position can be meant for it. */
export function takes({ parameters }: Signature, count: number): boolean {
  const required = parameters.filter(({ isOptional, isMany }) => !isOptional && !isMany).length;
  return parameters.at(-1)?.isMany === true ? count >= Math.max(1, required) : count >= required && count <= parameters.length;
}

/** For each parameter which of the named arguments it gets (-1: none); undefined when the names do not fit. */
export function orderOf({ parameters }: Signature, names: readonly string[]): readonly number[] | undefined {
  if (names.some((name, i) => names.indexOf(name) !== i || !parameters.some((parameter) => parameter.name === name))) return undefined;
  const order = parameters.map(({ name }) => names.indexOf(name));
  return order.some((at, i) => at < 0 && parameters[i]?.isOptional !== true) ? undefined : order;
}

type Misfit = Readonly<{ expected: string; actual: Value }>;

/** The values as the function takes them, or what did not fit. Undefined stands for an argument left out. */
function fitted(
  { parameters }: Signature,
  values: readonly (Value | undefined)[],
  call: Call,
): Readonly<{ values: readonly unknown[] }> | Misfit {
  const taken: unknown[] = [];
  for (const [i, parameter] of parameters.entries()) {
    const given = parameter.isMany ? values.slice(i) : [values[i]];
    const gathered: unknown[] = [];
    for (const value of given) {
      const isLeftOut = value === undefined || (value === null && parameter.isOptional);
      const one = isLeftOut ? undefined : parameter.accept(value, call);
      if (one === undefined && !(isLeftOut && parameter.isOptional)) return { expected: parameter.expected, actual: value ?? null };
      gathered.push(parameter.isMany ? (one as readonly unknown[])[0] : one);
    }
    taken.push(parameter.isMany ? gathered : gathered[0]);
  }
  return { values: taken };
}

/** The first signature that takes the values runs; when none does, the first one says what it wanted. */
export function applyFirst(choices: readonly Readonly<{ signature: Signature; values: readonly (Value | undefined)[] }>[], call: Call): Value {
  let misfit: Misfit | undefined;
  for (const choice of choices) {
    const fit = fitted(choice.signature, choice.values, call);
    if ('values' in fit) return choice.signature.run(call, fit.values);
    misfit ??= fit;
  }
  if (misfit !== undefined) return wrongKind(call.evaluation, call.span, misfit.expected, misfit.actual);
  return problem(call.evaluation, call.span, 'WRONG_KIND', 'tham số không khớp với hàm', 'the arguments do not fit the function');
}

/** Calls a function value with values by position. */
export function applyFunction({ signatures }: FeelFunction, values: readonly Value[], call: Call): Value {
  const choices = signatures.filter((each) => takes(each, values.length)).map((each) => ({ signature: each, values }));
  return applyFirst(choices, call);
}

