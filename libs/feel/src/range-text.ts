import { parseDecimal } from './decimal.js';
import { parseDuration } from './duration.js';
import { unescaped } from './string-escape.js';
import { parseDate, parseDateTime, parseTime } from './temporal.js';
import { kindOf, order, type Range, type Value } from './value.js';

/** `2026-01-01`, `10:00:00Z`, `2026-01-01T10:00:00`, `P1D`: what `@"…"` takes. */
export const parseAt = (text: string): Value | undefined =>
  parseDate(text) ?? parseTime(text) ?? (/^-?P/.test(text) ? parseDuration(text) : parseDateTime(text));

const CONSTRUCTORS: Readonly<Record<string, (text: string) => Value | undefined>> = {
  '@': parseAt,
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
};
const LITERAL = /^(?:(@)|(date|time|date and time|duration)\s*\(\s*)?("(?:[^"\\]|\\.)*")\s*(\))?$/s;

/** `[18..21)`, `["a".."b"]`, `(@"2026-01-01"..)`: the ends are literals of one kind, in order. Undefined for anything else. */
export function parseRange(text: string): Range | undefined {
  const ends = endsOf<End>(text, (end) => (end.trim() === '' ? OPEN : readEnd(end)));
  if (ends === undefined) return undefined;
  const { open, low, high, close } = ends;
  if (low === OPEN && high === OPEN) return undefined;
  // Where there is no end, nothing can be included.
  if ((low === OPEN && open === '[') || (high === OPEN && close === ']')) return undefined;
  if (low !== OPEN && high !== OPEN && (kindOf(low) !== kindOf(high) || (order(low, high) ?? 1) > 0)) return undefined;
  return rangeOf(ends);
}

const UNARY = /^(<=?|>=?|!?=)(.+)$/s;

/**
 * A range in JSON: whatever an evaluation writes, ends in the wrong order or missing among it, and as people write it: `< 5`,
 * `(null..5]`, `[2026-01-01..2026-02-01]`.
 */
export function readRange(text: string): Range | undefined {
  const written = text.trim();
  const [, operator, literal] = UNARY.exec(written) ?? [];
  if (operator !== undefined && literal !== undefined) {
    const value = readLooseEnd(literal);
    if (value === undefined) return undefined;
    const bound = { value, included: operator.endsWith('=') && operator !== '!=' };
    if (operator === '=' || operator === '!=') return { kind: 'range', from: bound, to: bound, only: operator };
    return { kind: 'range', from: operator.startsWith('>') ? bound : null, to: operator.startsWith('<') ? bound : null };
  }
  const ends = endsOf(written, (end) => (end.trim() === '' ? OPEN : readLooseEnd(end)));
  if (ends === undefined) return undefined;
  const { open, low, high, close } = ends;
  if (low !== OPEN && high !== OPEN && low !== null && high !== null && kindOf(low) !== kindOf(high)) return undefined;
  return rangeOf({ ...ends, low: low === OPEN && open === '[' ? null : low, high: high === OPEN && close === ']' ? null : high });
}

/** An end that is not there. */
const OPEN = Symbol('open');
type End = Value | typeof OPEN;
type Ends<E extends End> = Readonly<{ open: string; low: E; high: E; close: string }>;

function endsOf<E extends End>(text: string, read: (end: string) => E | undefined): Ends<E> | undefined {
  const [open, close] = [text.charAt(0), text.charAt(text.length - 1)];
  const at = endOfFirst(text);
  if (text.length < 4 || !'[(]'.includes(open) || !'])['.includes(close) || at < 0) return undefined;
  const [low, high] = [read(text.slice(1, at)), read(text.slice(at + 2, -1))];
  return low === undefined || high === undefined ? undefined : { open, low, high, close };
}

const rangeOf = ({ open, low, high, close }: Ends<End>): Range => ({
  kind: 'range',
  from: low === OPEN ? null : { value: low, included: open === '[' },
  to: high === OPEN ? null : { value: high, included: close === ']' },
});

/** Where the two points stand, which a text in quotes may hold as well. */
function endOfFirst(text: string): number {
  let isQuoted = false;
  for (let at = 1; at < text.length - 1; at += 1) {
    const unit = text.charAt(at);
    if (unit === '\\' && isQuoted) at += 1;
    else if (unit === '"') isQuoted = !isQuoted;
    else if (!isQuoted && unit === '.' && text.charAt(at + 1) === '.') return at;
  }
  return -1;
}

function readEnd(text: string): Value | undefined {
  const trimmed = text.trim();
  const [whole, at, constructor, literal = '', closing] = LITERAL.exec(trimmed) ?? [];
  if (whole === undefined) return parseDecimal(trimmed);
  if ((constructor === undefined) !== (closing === undefined)) return undefined;
  const value = unescaped(literal);
  return at === undefined && constructor === undefined ? value : CONSTRUCTORS[at ?? constructor ?? '']?.(value);
}

const readLooseEnd = (text: string): Value | undefined => (text.trim() === 'null' ? null : (readEnd(text) ?? parseAt(text.trim())));
