import { isInSet } from './pattern-set.js';
import type { Flags, Pattern } from './pattern-syntax.js';
import { problem, spend, type Call } from './problem.js';

/** Visits of the pattern that cost what one step of an expression does. */
const VISITS_PER_STEP = 4;
/** Each level is a few frames of the stack. */
const MAX_DEPTH = 800;

type Goal = (at: number) => boolean;
type Search = { readonly text: readonly number[]; readonly flags: Flags; readonly call: Call; readonly slots: number[]; visited: number; depth: number; isStopped: boolean };

/**
 * For patterns with back-references, which no machine without backtracking can run. What bounds it are the steps it pays for, and
 * the depth; beyond either there is a problem, and undefined says that nobody knows.
 */
export function matchByBacktracking(pattern: Pattern, groups: number, flags: Flags, text: readonly number[], from: number, call: Call): readonly number[] | null | undefined {
  for (let start = from; start <= text.length; start += 1) {
    const search: Search = { text, flags, call, slots: Array.from({ length: groups * 2 + 2 }, () => -1), visited: 0, depth: 0, isStopped: false };
    let end = -1;
    const isFound = visit(pattern, start, search, (at) => {
      end = at;
      return true;
    });
    if (search.isStopped || !spend(call.evaluation, call.span)) return undefined;
    if (isFound) return [start, end, ...search.slots.slice(2)];
  }
  return null;
}

function visit(pattern: Pattern, at: number, search: Search, next: Goal): boolean {
  if (search.isStopped || !isPaid(search)) return false;
  search.depth += 1;
  const isMatch = follow(pattern, at, search, next);
  search.depth -= 1;
  return isMatch;
}

function isPaid(search: Search): boolean {
  const { evaluation, span } = search.call;
  search.visited += 1;
  if (search.depth >= MAX_DEPTH) problem(evaluation, span, 'TOO_LARGE', 'chuỗi quá dài cho mẫu có tham chiếu ngược', 'the string is too long for a pattern with back-references');
  search.isStopped = search.depth >= MAX_DEPTH || (search.visited % VISITS_PER_STEP === 0 && !spend(evaluation, span));
  return !search.isStopped;
}

function follow(pattern: Pattern, at: number, search: Search, next: Goal): boolean {
  const { text, flags } = search;
  const point = text[at];
  switch (pattern.kind) {
    case 'set':
      return point !== undefined && isInSet(point, pattern.set, flags.ignoresCase) && next(at + 1);
    case 'start':
      return (at === 0 || (flags.isMultiline && text[at - 1] === 10)) && next(at);
    case 'end':
      return (at === text.length || (flags.isMultiline && point === 10)) && next(at);
    case 'choice':
      return pattern.parts.some((part) => visit(part, at, search, next));
    case 'row':
      return inRow(pattern.parts, 0, at, search, next);
    case 'group':
      return ofGroup(pattern, at, search, next);
    case 'repeat':
      return repeated(pattern, 0, at, search, next);
    case 'back':
      return isAgain(pattern.index, at, search, next);
  }
}

function inRow(parts: readonly Pattern[], index: number, at: number, search: Search, next: Goal): boolean {
  const part = parts[index];
  return part === undefined ? next(at) : visit(part, at, search, (end) => inRow(parts, index + 1, end, search, next));
}

/** What a group took is undone when what follows it does not match. */
function ofGroup({ index, inner }: Extract<Pattern, { kind: 'group' }>, at: number, search: Search, next: Goal): boolean {
  const { slots } = search;
  return visit(inner, at, search, (end) => {
    const before = [slots[index * 2] ?? -1, slots[index * 2 + 1] ?? -1] as const;
    [slots[index * 2], slots[index * 2 + 1]] = [at, end];
    if (next(end)) return true;
    [slots[index * 2], slots[index * 2 + 1]] = before;
    return false;
  });
}

/** A round that takes nothing is not repeated. */
function repeated(pattern: Extract<Pattern, { kind: 'repeat' }>, count: number, at: number, search: Search, next: Goal): boolean {
  const { inner, least, most, isGreedy } = pattern;
  const again = (): boolean => count < most && visit(inner, at, search, (end) => (end > at || count < least) && repeated(pattern, count + 1, end, search, next));
  const enough = (): boolean => count >= least && next(at);
  return isGreedy ? again() || enough() : enough() || again();
}

/** A group that took no part is the empty string. */
function isAgain(group: number, at: number, { text, slots, flags }: Search, next: Goal): boolean {
  const [from, to] = [slots[group * 2] ?? -1, slots[group * 2 + 1] ?? -1];
  for (let i = from; i < to; i += 1) {
    const [expected, actual] = [text[i], text[at + i - from]];
    if (expected === undefined || actual === undefined) return false;
    const set = { ranges: [[expected, expected]] as const, classes: [], isNegated: false, without: null };
    if (!isInSet(actual, set, flags.ignoresCase)) return false;
  }
  return next(at + Math.max(0, to - from));
}
