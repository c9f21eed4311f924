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
  const [open, close] = [text.charAt(0), text.charAt(text.length - 1)];
  const at = endOfFirst(text);
  if (text.length < 4 || !'[(]'.includes(open) || !'])['.includes(close) || at < 0) return undefined;
  const [low, high] = [readEnd(text.slice(1, at)), readEnd(text.slice(at + 2, -1))];
  if (low === undefined || high === undefined || (low === null && high === null)) return undefined;
  // Where there is no end, nothing can be included.
  if ((low === null && open === '[') || (high === null && close === ']')) return undefined;
  if (low !== null && high !== null && (kindOf(low) !== kindOf(high) || (order(low, high) ?? 1) > 0)) return undefined;
  return {
    kind: 'range',
    from: low === null ? null : { value: low, included: open === '[' },
    to: high === null ? null : { value: high, included: close === ']' },
  };
}

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

/** Null for an open end. */
function readEnd(text: string): Value | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const [whole, at, constructor, literal = '', closing] = LITERAL.exec(trimmed) ?? [];
  if (whole === undefined) return parseDecimal(trimmed);
  if ((constructor === undefined) !== (closing === undefined)) return undefined;
  const value = unescaped(literal);
  return at === undefined && constructor === undefined ? value : CONSTRUCTORS[at ?? constructor ?? '']?.(value);
}
