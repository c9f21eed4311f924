import { decimalText } from './decimal.js';
import { durationText } from './duration.js';
import { growText, problem, type Call } from './problem.js';
import { temporalText } from './temporal.js';
import { isDecimal, isList, MAX_DATA_DEPTH, type Bound, type Range, type Temporal, type Value } from './value.js';

export const isoText = (value: Temporal): string =>
  value.kind === 'days and time duration' || value.kind === 'years and months duration' ? durationText(value) : temporalText(value);

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;

/** `[1..5)`, `(@"2026-01-01"..)`, `= 5`; an open end has no value. Ends that cannot be read back are left out. */
export function rangeText({ from, to, only }: Range): string {
  if (only !== undefined) return `${only} ${endText(from?.value ?? null)}`;
  const end = (bound: Bound | null): string => (bound === null ? '' : endText(bound.value));
  return `${from?.included === true ? '[' : '('}${end(from)}..${end(to)}${to?.included === true ? ']' : ')'}`;
}

function endText(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (isDecimal(value)) return decimalText(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return '';
  return value.kind === 'context' || value.kind === 'range' || value.kind === 'function' ? '' : `@"${isoText(value)}"`;
}

/** What `string(…)` gives: a text as it is, everything else as FEEL would write it. Null when it would be too large. */
export function textOfValue(value: Value, call: Call): string | null {
  if (typeof value === 'string') return value;
  const pieces: string[] = [];
  return write(value, pieces, call, 0) ? pieces.join('') : null;
}

function write(value: Value, pieces: string[], call: Call, depth: number): boolean {
  if (depth > MAX_DATA_DEPTH) {
    problem(call.evaluation, call.span, 'TOO_LARGE', 'giá trị lồng quá sâu', 'the value is nested too deeply');
    return false;
  }
  if (isList(value)) return writeAll(value.map((item) => ['', item]), '[]', pieces, call, depth);
  if (value !== null && typeof value === 'object' && 'entries' in value)
    return writeAll(Object.entries(value.entries).map(([name, entry]) => [`${keyText(name)}: `, entry]), '{}', pieces, call, depth);
  const text = simpleText(value, depth);
  pieces.push(text);
  return growText(call, text.length + 1);
}

function writeAll(items: readonly (readonly [string, Value])[], brackets: string, pieces: string[], call: Call, depth: number): boolean {
  pieces.push(brackets.charAt(0));
  for (const [i, [label, item]] of items.entries()) {
    pieces.push(i === 0 ? label : `, ${label}`);
    if (!write(item, pieces, call, depth + 1)) return false;
  }
  pieces.push(brackets.charAt(1));
  return growText(call, items.length + 1);
}

const keyText = (name: string): string => (/^[\p{L}_][\p{L}\p{M}\p{N}_ ]*$/u.test(name) ? name : quoted(name));

function simpleText(value: Exclude<Value, readonly Value[]>, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  switch (value.kind) {
    case 'decimal':
      return decimalText(value);
    case 'range':
      return rangeText(value);
    case 'function':
      return `function ${value.name}`;
    case 'context':
      return '{}';
    default:
      return depth === 0 ? isoText(value) : `@"${isoText(value)}"`;
  }
}
