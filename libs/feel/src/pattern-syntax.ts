import { namedSet, setOf, type CharacterSet } from './pattern-set.js';

/** The tree of a pattern of XPath 2 (`fn:matches`); `back` is what a group has matched. */
export type Pattern =
  | Readonly<{ kind: 'set'; set: CharacterSet }>
  | Readonly<{ kind: 'start' | 'end' }>
  | Readonly<{ kind: 'back'; index: number }>
  | Readonly<{ kind: 'row' | 'choice'; parts: readonly Pattern[] }>
  | Readonly<{ kind: 'group'; index: number; inner: Pattern }>
  | Readonly<{ kind: 'repeat'; inner: Pattern; least: number; most: number; isGreedy: boolean }>;
export type Flags = Readonly<{ ignoresCase: boolean; isMultiline: boolean; isDotAll: boolean; isSpaced: boolean; isLiteral: boolean }>;
export type ParsedPattern = Readonly<{ kind: 'pattern'; pattern: Pattern; groups: number; hasBack: boolean }> | Readonly<{ kind: 'refused'; vi: string; en: string }>;

const MAX_PATTERN_LENGTH = 1_000;
const MAX_NESTING = 50;
const MAX_REPEAT = 1_000;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const PUNCTUATION = /^[!-/:-@[-`{-~]$/;

/** What is read, where, and why it ended; a refusal stops the reading. */
type Reader = { readonly points: readonly string[]; at: number; groups: number; readonly closed: Set<number>; hasBack: boolean; depth: number; refusal: Readonly<{ vi: string; en: string }> | null; readonly flags: Flags };

const EMPTY: Pattern = { kind: 'row', parts: [] };

/** Undefined for a letter that is no flag. */
export function parseFlags(flags: string): Flags | undefined {
  if (/[^smixq]/.test(flags)) return undefined;
  const has = (flag: string): boolean => flags.includes(flag);
  return { ignoresCase: has('i'), isMultiline: has('m'), isDotAll: has('s'), isSpaced: has('x'), isLiteral: has('q') };
}

export function parsePattern(source: string, flags: Flags): ParsedPattern {
  const points = flags.isSpaced && !flags.isLiteral ? withoutSpaces(Array.from(source)) : Array.from(source);
  if (points.length > MAX_PATTERN_LENGTH)
    return { kind: 'refused', vi: `mẫu dài hơn ${MAX_PATTERN_LENGTH} ký tự`, en: `the pattern is longer than ${MAX_PATTERN_LENGTH}` };
  if (flags.isLiteral) return { kind: 'pattern', pattern: { kind: 'row', parts: points.map(character) }, groups: 0, hasBack: false };
  const reader: Reader = { points, at: 0, groups: 0, closed: new Set(), hasBack: false, depth: 0, refusal: null, flags };
  const pattern = readChoice(reader);
  if (reader.refusal === null && reader.at < points.length) refuse(reader, 'thừa “)”', 'a ")" too many');
  return reader.refusal === null ? { kind: 'pattern', pattern, groups: reader.groups, hasBack: reader.hasBack } : { kind: 'refused', ...reader.refusal };
}

/** The flag `x` takes all white space away but that between brackets, also within an escape. */
function withoutSpaces(points: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let [depth, isEscaped] = [0, false];
  for (const point of points) {
    if (depth === 0 && /^[ \t\n\r]$/.test(point)) continue;
    kept.push(point);
    if (!isEscaped && point === '[') depth += 1;
    else if (!isEscaped && point === ']') depth = Math.max(0, depth - 1);
    isEscaped = !isEscaped && point === '\\';
  }
  return kept;
}

function refuse(reader: Reader, vi: string, en: string): Pattern {
  reader.refusal ??= { vi: `${vi} tại vị trí ${reader.at + 1}`, en: `${en} at position ${reader.at + 1}` };
  reader.at = reader.points.length;
  return EMPTY;
}

const character = (text: string): Pattern => ({ kind: 'set', set: setOf([[text.codePointAt(0) ?? 0, text.codePointAt(0) ?? 0]]) });
const ofSet = (set: CharacterSet): Pattern => ({ kind: 'set', set });
const peek = ({ points, at }: Reader): string | undefined => points[at];

function take(reader: Reader, expected: string): boolean {
  if (peek(reader) !== expected) return false;
  reader.at += 1;
  return true;
}

function readChoice(reader: Reader): Pattern {
  const parts = [readRow(reader)];
  while (take(reader, '|')) parts.push(readRow(reader));
  return parts.length === 1 ? (parts[0] ?? EMPTY) : { kind: 'choice', parts };
}

function readRow(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  for (let next = peek(reader); next !== undefined && next !== '|' && next !== ')'; next = peek(reader)) parts.push(readQuantified(reader));
  return { kind: 'row', parts };
}

function readQuantified(reader: Reader): Pattern {
  const inner = readAtom(reader);
  const quantity = readQuantity(reader);
  if (quantity === null) return inner;
  const [least, most] = quantity;
  if (least > most || least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT))
    return refuse(reader, `số lần lặp sai hoặc quá ${MAX_REPEAT}`, `a repetition that is wrong or beyond ${MAX_REPEAT}`);
  return { kind: 'repeat', inner, least, most, isGreedy: !take(reader, '?') };
}

function readQuantity(reader: Reader): readonly [number, number] | null {
  if (take(reader, '?')) return [0, 1];
  if (take(reader, '*')) return [0, Infinity];
  if (take(reader, '+')) return [1, Infinity];
  if (!take(reader, '{')) return null;
  const end = reader.points.indexOf('}', reader.at);
  const [whole, least, comma, most] = /^(\d{1,9})(?:(,)(\d{1,9})?)?$/.exec(end < 0 ? '' : reader.points.slice(reader.at, end).join('')) ?? [];
  if (whole === undefined) {
    refuse(reader, 'số lần lặp sai', 'a wrong repetition');
    return null;
  }
  reader.at = end + 1;
  return [Number(least), comma === undefined ? Number(least) : most === undefined ? Infinity : Number(most)];
}

function readAtom(reader: Reader): Pattern {
  const next = reader.points[reader.at] ?? '';
  reader.at += 1;
  switch (next) {
    case '(':
      return readGroup(reader);
    case '[':
      return ofSet(readSet(reader, 0));
    case '\\':
      return /^[1-9]$/.test(peek(reader) ?? '') ? readBack(reader) : ofSet(readEscape(reader));
    case '.':
      return ofSet(reader.flags.isDotAll ? setOf([], [], true) : setOf([[10, 10], [13, 13]], [], true));
    case '^':
      return { kind: 'start' };
    case '$':
      return { kind: 'end' };
    case '?':
    case '*':
    case '+':
    case '{':
    case '}':
    case ']':
      reader.at -= 1;
      return refuse(reader, `“${next}” không có gì phía trước`, `a "${next}" with nothing before it`);
    default:
      return character(next);
  }
}

function readGroup(reader: Reader): Pattern {
  if (reader.depth >= MAX_NESTING) return refuse(reader, `nhóm lồng quá ${MAX_NESTING} mức`, `groups nested deeper than ${MAX_NESTING}`);
  const isSilent = take(reader, '?');
  if (isSilent && !take(reader, ':')) return refuse(reader, 'nhóm “(?” không hỗ trợ', 'a group "(?" other than "(?:"');
  const index = isSilent ? 0 : (reader.groups += 1);
  reader.depth += 1;
  const inner = readChoice(reader);
  reader.depth -= 1;
  if (!take(reader, ')')) return refuse(reader, 'thiếu “)”', 'a missing ")"');
  if (isSilent) return inner;
  reader.closed.add(index);
  return { kind: 'group', index, inner };
}

/** As many digits as name a group; it has to be closed before. */
function readBack(reader: Reader): Pattern {
  let index = 0;
  for (let next = peek(reader); next !== undefined && /^\d$/.test(next) && (index === 0 || index * 10 + Number(next) <= reader.groups); next = peek(reader)) {
    index = index * 10 + Number(next);
    reader.at += 1;
  }
  if (!reader.closed.has(index)) return refuse(reader, `không có nhóm ${index} phía trước`, `there is no group ${index} before it,`);
  reader.hasBack = true;
  return { kind: 'back', index };
}

/** After the backslash. */
function readEscape(reader: Reader): CharacterSet {
  const next = reader.points[reader.at] ?? '';
  reader.at += 1;
  if (/^[dswic]$/i.test(next)) return namedSet(next.toLowerCase(), next !== next.toLowerCase()) ?? setOf([]);
  if (next === 'p' || next === 'P') return readCategory(reader, next === 'P');
  const plain = ESCAPED[next] ?? (PUNCTUATION.test(next) ? next : undefined);
  if (plain !== undefined) return setOf([[plain.charCodeAt(0), plain.charCodeAt(0)]]);
  reader.at -= 1;
  refuse(reader, `không có ký hiệu “\\${next}”`, `an unknown escape "\\${next}"`);
  return setOf([]);
}

function readCategory(reader: Reader, isNegated: boolean): CharacterSet {
  const end = reader.points.indexOf('}', reader.at);
  const name = take(reader, '{') && end >= 0 ? reader.points.slice(reader.at, end).join('') : '';
  // The letters of the short classes are no categories.
  const set = /^[wsicd]$/.test(name) ? undefined : namedSet(name, isNegated);
  if (set !== undefined) reader.at = end + 1;
  else refuse(reader, `không có loại ký tự “${name}”`, `an unknown category "${name}"`);
  return set ?? setOf([]);
}

/** After the bracket: `a-z0-9_`, `^…`, and `a-z-[aeiou]`. */
function readSet(reader: Reader, depth: number): CharacterSet {
  const isNegated = take(reader, '^');
  const ranges: (readonly [number, number])[] = [];
  const classes: CharacterSet['classes'][number][] = [];
  let without: CharacterSet | null = null;
  for (let isFirst = true; !take(reader, ']') || isFirst; isFirst = false) {
    if (reader.at >= reader.points.length || depth > MAX_NESTING) {
      refuse(reader, 'thiếu “]”', 'a missing "]"');
      break;
    }
    if (peek(reader) === '-' && reader.points[reader.at + 1] === '[') {
      reader.at += 2;
      without = readSet(reader, depth + 1);
      if (!take(reader, ']')) refuse(reader, 'thiếu “]”', 'a missing "]"');
      break;
    }
    const start = readSetPart(reader);
    classes.push(...start.classes);
    const [from] = start.ranges;
    const isRange = from !== undefined && start.ranges.length === 1 && peek(reader) === '-' && !/^[\][]$/.test(reader.points[reader.at + 1] ?? ']');
    if (!isRange) ranges.push(...start.ranges);
    else {
      reader.at += 1;
      const [to] = readSetPart(reader).ranges;
      if (to === undefined || to[0] < from[0]) refuse(reader, 'khoảng ký tự sai', 'a wrong range of characters');
      else ranges.push([from[0], to[0]]);
    }
  }
  return setOf(ranges, classes, isNegated, without);
}

function readSetPart(reader: Reader): CharacterSet {
  const next = reader.points[reader.at] ?? '';
  reader.at += 1;
  if (next === '\\') {
    const set = readEscape(reader);
    // A block that is negated has no place in a list of ranges.
    if (set.isNegated) refuse(reader, 'khối ký tự phủ định trong “[ ]”', 'a negated block within "[ ]"');
    return set;
  }
  if (next === '[') refuse(reader, '“[” trong “[ ]”', 'a "[" within "[ ]"');
  const point = next.codePointAt(0) ?? 0;
  return setOf([[point, point]]);
}
