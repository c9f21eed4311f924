import { findMatch, programOf, type Program, type Slots } from './pattern-machine.js';
import { parseFlags, parsePattern } from './pattern-syntax.js';
import { growList, growText, problem, spend, spendText, type Call } from './problem.js';
import { defined, optional, signature, text } from './signature.js';
import type { Value } from './value.js';

/** Null with a problem for what is no pattern. */
function compilePattern(call: Call, source: string, flags = ''): Program | null {
  const refuse = (vi: string, en: string): null => problem(call.evaluation, call.span, 'PATTERN', `mẫu không dùng được: ${vi}`, `the pattern cannot be used: ${en}`);
  const read = parseFlags(flags);
  if (read === undefined) return refuse(`không có cờ “${flags.slice(0, 20)}”`, `there is no flag "${flags.slice(0, 20)}"`);
  const parsed = parsePattern(source, read);
  if (parsed.kind === 'refused') return refuse(parsed.vi, parsed.en);
  const program = programOf(parsed.pattern, parsed.groups, read, parsed.hasBack);
  if (program === undefined) return refuse('số lần lặp quá lớn', 'its repetitions are too large');
  return spend(call.evaluation, call.span, Math.ceil(program.instructions.length / 8)) ? program : null;
}

/** The same, for functions that go on behind a match: one that takes nothing would be found everywhere, which XPath refuses. */
function compileTaking(call: Call, source: string, flags?: string): Program | null {
  const program = compilePattern(call, source, flags);
  if (program === null || findMatch(program, [], 0, call) === null) return program;
  return problem(call.evaluation, call.span, 'PATTERN', 'mẫu khớp với chuỗi rỗng', 'the pattern matches the empty string');
}

/** Characters, so that one beyond the basic plane is not cut in two. Null when the budget is spent. */
const charactersOf = (call: Call, input: string): readonly string[] | null => (spendText(call, input.length) ? Array.from(input) : null);
const pointsOf = (characters: readonly string[]): readonly number[] => characters.map((each) => each.codePointAt(0) ?? 0);

function allMatches(program: Program, characters: readonly string[], call: Call): readonly Slots[] | null {
  const points = pointsOf(characters);
  const found: Slots[] = [];
  for (let from = 0; from <= points.length; ) {
    const match = findMatch(program, points, from, call);
    if (match === undefined) return null;
    if (match === null) break;
    found.push(match);
    from = Math.max(match[1] ?? 0, from + 1);
  }
  return call.evaluation.stepsLeft < 0 ? null : found;
}

const between = (characters: readonly string[], slots: Slots, group: number): string =>
  characters.slice(slots[group * 2] ?? 0, Math.max(0, slots[group * 2 + 1] ?? 0)).join('');

function matches(call: Call, input: string, pattern: string, flags: string | undefined): Value {
  const program = compilePattern(call, pattern, flags);
  const characters = program === null ? null : charactersOf(call, input);
  if (program === null || characters === null) return null;
  const match = findMatch(program, pointsOf(characters), 0, call);
  return call.evaluation.stepsLeft < 0 || match === undefined ? null : match !== null;
}

type Piece = string | number;

/** `$1` is a group, `\$` and `\\` are themselves. Undefined for anything else behind a backslash or dollar. */
function piecesOf(replacement: string, groups: number): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < replacement.length; at += 1) {
    const unit = replacement.charAt(at);
    const next = replacement.charAt(at + 1);
    if (unit !== '\\' && unit !== '$') pieces.push(unit);
    else if (unit === '\\' && (next === '\\' || next === '$')) {
      pieces.push(next);
      at += 1;
    } else if (unit === '$' && /^\d$/.test(next)) {
      // As many digits as still name a group.
      let digits = next;
      while (/^\d$/.test(replacement.charAt(at + 1 + digits.length)) && Number(digits + replacement.charAt(at + 1 + digits.length)) <= groups)
        digits += replacement.charAt(at + 1 + digits.length);
      pieces.push(Number(digits));
      at += digits.length;
    } else return undefined;
  }
  return pieces;
}

function replace(call: Call, input: string, pattern: string, replacement: string, flags: string | undefined): Value {
  const program = compileTaking(call, pattern, flags);
  if (program === null) return null;
  const pieces = program.flags.isLiteral ? [replacement] : piecesOf(replacement, program.groups);
  if (pieces === undefined) return problem(call.evaluation, call.span, 'PATTERN', 'chuỗi thay thế sai “$” hoặc “\\”', 'a wrong "$" or "\\" in the replacement');
  const characters = charactersOf(call, input);
  const found = characters === null ? null : allMatches(program, characters, call);
  if (characters === null || found === null) return null;
  const result: string[] = [];
  let end = 0;
  for (const slots of found) {
    const filled = pieces.map((piece) => (typeof piece === 'string' ? piece : piece > program.groups ? '' : between(characters, slots, piece))).join('');
    if (!growText(call, filled.length)) return null;
    result.push(characters.slice(end, slots[0]).join(''), filled);
    end = slots[1] ?? end;
  }
  const texts = [...result, characters.slice(end).join('')];
  return growText(call, texts.reduce((total, each) => total + each.length, 0)) ? texts.join('') : null;
}

function split(call: Call, input: string, delimiter: string): Value {
  const program = compileTaking(call, delimiter);
  const characters = program === null ? null : charactersOf(call, input);
  const found = program === null || characters === null ? null : allMatches(program, characters, call);
  if (characters === null || found === null || !growList(call, found.length + 1)) return null;
  return [...found.map((slots, i) => characters.slice(found[i - 1]?.[1] ?? 0, slots[0]).join('')), characters.slice(found.at(-1)?.[1] ?? 0).join('')];
}

/** All that matches, in order. */
function extract(call: Call, input: string, pattern: string): Value {
  const program = compileTaking(call, pattern);
  const characters = program === null ? null : charactersOf(call, input);
  const found = program === null || characters === null ? null : allMatches(program, characters, call);
  if (characters === null || found === null || !growList(call, found.length)) return null;
  return found.map((slots) => between(characters, slots, 0));
}

export const PATTERN_FUNCTIONS = defined({
  matches: signature([text('input'), text('pattern'), optional(text('flags'))], matches),
  replace: signature([text('input'), text('pattern'), text('replacement'), optional(text('flags'))], replace),
  split: signature([text('string'), text('delimiter')], split),
  extract: signature([text('string'), text('pattern')], extract),
});
