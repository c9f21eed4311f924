import { decimalOf, decimalText } from './decimal.js';
import { problem, type Call } from './problem.js';
import { isDecimal, type Value } from './value.js';

/** A Java method as FEEL calls it; what does not fit its parameters, and what Java answers with an exception, is null with a problem. */
export type JavaFunction = (values: readonly Value[], call: Call) => Value;

type Argument = number | string;
/** Of arguments that were taken by the types of its parameters. */
type Method = (...values: readonly never[]) => Argument | undefined;
type Taken = (value: Value) => Argument | undefined;

const BITS = { byte: 7, short: 15, int: 31, long: 53 } as const;
const DOUBLES = ['abs', 'acos', 'asin', 'atan', 'cbrt', 'ceil', 'cos', 'cosh', 'exp', 'expm1', 'floor', 'log', 'log10', 'log1p', 'round', 'sin', 'sinh', 'sqrt', 'tan', 'tanh'] as const;
const OF_TWO = ['atan2', 'hypot', 'max', 'min', 'pow'] as const;
const NUMBERS = { Byte: 'byte', Short: 'short', Integer: 'int', Long: 'long', Float: 'float', Double: 'double' } as const;
const TEXT = 'java.lang.String';
const OBJECTS = new Set(['[Ljava.lang.Object;', 'java.lang.Object[]', 'java.lang.Object...']);

const numberOf = (value: Value): number | undefined => (isDecimal(value) ? Number(decimalText(value)) : undefined);
const whole = (bits: number): Taken => (value) => {
  const number = numberOf(value);
  return number !== undefined && Number.isInteger(number) && number >= -(2 ** bits) && number < 2 ** bits ? number : undefined;
};
const TAKEN: Readonly<Record<string, Taken>> = {
  byte: whole(BITS.byte), short: whole(BITS.short), int: whole(BITS.int), long: whole(BITS.long),
  float: (value) => { const number = numberOf(value); return number === undefined ? undefined : Math.fround(number); },
  double: numberOf,
  char: (value) => (typeof value === 'string' && value.length === 1 ? value : undefined),
  [TEXT]: (value) => (typeof value === 'string' ? value : undefined),
};

/** By class and signature without blanks: a fixed list of static methods that need no Java. */
const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ...DOUBLES.map((name) => [`java.lang.Math.${name}(double)`, (value: number) => Math[name](value)] as const),
  ...OF_TWO.map((name) => [`java.lang.Math.${name}(double,double)`, (left: number, right: number) => Math[name](left, right)] as const),
  ...(['int', 'long', 'float'] as const).flatMap((type) => [
    [`java.lang.Math.abs(${type})`, (value: number) => Math.abs(value)] as const,
    [`java.lang.Math.max(${type},${type})`, (left: number, right: number) => Math.max(left, right)] as const,
    [`java.lang.Math.min(${type},${type})`, (left: number, right: number) => Math.min(left, right)] as const,
  ]),
  ...Object.entries(NUMBERS).flatMap(([name, type]) => [
    [`java.lang.${name}.valueOf(${type})`, (value: number) => value] as const,
    [`java.lang.${name}.valueOf(${TEXT})`, (text: string) => readNumber(text, type)] as const,
  ]),
  [`${TEXT}.valueOf(char)`, (value: string) => value],
]);

function readNumber(text: string, type: string): number | undefined {
  const isWhole = type in BITS;
  if (!(isWhole ? /^[+-]?\d+$/ : /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/).test(text)) return undefined;
  const decimal = decimalOf(Number(text));
  const taken = decimal === undefined ? undefined : TAKEN[type]?.(decimal);
  return typeof taken === 'number' ? taken : undefined;
}

/** Undefined where the list has no such method. `signature` is as DMN writes it: `max(double, double)`. */
export function javaFunction(className: string, signature: string): JavaFunction | undefined {
  const [, name, written = ''] = /^\s*(\w+)\s*\(([^()]*)\)\s*$/.exec(signature) ?? [];
  if (name === undefined) return undefined;
  const types = written.trim() === '' ? [] : written.split(',').map((type) => type.trim());
  if (className === TEXT && name === 'format' && types.length === 2 && types[0] === TEXT && OBJECTS.has(types[1] ?? '')) return format;
  const method = METHODS.get(`${className}.${name}(${types.join(',')})`);
  if (method === undefined) return undefined;
  const isFloat = types.includes('float') || className === 'java.lang.Float';
  return (values, call) => {
    const taken = types.map((type, i) => TAKEN[type]?.(values[i] ?? null));
    if (values.length !== types.length || taken.includes(undefined)) return unfit(signature, call);
    const result = method(...(taken as readonly unknown[] as readonly never[]));
    return result === undefined ? unfit(signature, call) : typeof result === 'string' ? result : (decimalOf(isFloat ? shortest(result) : result) ?? unfit(signature, call));
  };
}

/** Of `String.format` the text and whole numbers, without widths. */
const format: JavaFunction = ([pattern, ...values], call) => {
  if (typeof pattern !== 'string') return unfit('format', call);
  let next = 0;
  let isFit = true;
  const text = pattern.replaceAll(/%(.?)/gs, (_, how: string) => {
    if (how === '%' || how === 'n') return how === '%' ? '%' : '\n';
    const value = values[next++];
    const said = value === undefined ? undefined : wordOf(value);
    if (said === undefined || !['s', 'd'].includes(how) || (how === 'd' && (!isDecimal(value ?? null) || !/^-?\d+$/.test(said)))) isFit = false;
    return said ?? '';
  });
  return isFit ? text : unfit('format', call);
};

const wordOf = (value: Value): string | undefined =>
  value === null ? 'null' : typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : isDecimal(value) ? decimalText(value) : undefined;

/** As Java writes a float: the fewest digits that lead back to it. */
function shortest(value: number): number {
  for (let digits = 1; digits < 10; digits += 1) if (Math.fround(Number(value.toPrecision(digits))) === value) return Number(value.toPrecision(digits));
  return value;
}

const unfit = (signature: string, { evaluation, span }: Call): null =>
  problem(evaluation, span, 'WRONG_KIND', `đối số không hợp với hàm Java ${signature}`, `the arguments do not fit the Java method ${signature}`);
