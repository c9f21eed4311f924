import { matchByBacktracking } from './pattern-backtrack.js';
import { spend, type Call } from './problem.js';
import { isInSet, type CharacterSet } from './pattern-set.js';
import type { Flags, Pattern } from './pattern-syntax.js';

/**
 * A pattern as a program for a machine without backtracking (Thompson, Pike): the time is at most the length of the text times
 * that of the program, whatever either holds. A pattern with back-references is kept as its tree instead.
 */
export type Program = Readonly<{ instructions: readonly Instruction[]; groups: number; flags: Flags; tree: Pattern | null }>;
type Instruction =
  | Readonly<{ kind: 'set'; set: CharacterSet }>
  | Readonly<{ kind: 'start' | 'end' | 'match' }>
  | Readonly<{ kind: 'save'; slot: number }>
  | Readonly<{ kind: 'split'; first: number; second: number }>
  | Readonly<{ kind: 'jump'; to: number }>;

const MAX_PROGRAM = 5_000;
/** As many instructions as cost what one step of an expression does. */
const INSTRUCTIONS_PER_STEP = 16;

/** Undefined when repetitions make it too long. */
export function programOf(pattern: Pattern, groups: number, flags: Flags, hasBack: boolean): Program | undefined {
  if (sizeOf(pattern) > MAX_PROGRAM) return undefined;
  if (hasBack) return { instructions: [], groups, flags, tree: pattern };
  const instructions: Instruction[] = [{ kind: 'save', slot: 0 }];
  emit(pattern, instructions);
  instructions.push({ kind: 'save', slot: 1 }, { kind: 'match' });
  return { instructions, groups, flags, tree: null };
}

function sizeOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'row':
    case 'choice':
      return pattern.parts.reduce((total, part) => total + sizeOf(part) + 2, 0);
    case 'group':
      return sizeOf(pattern.inner) + 2;
    case 'repeat':
      return (sizeOf(pattern.inner) + 2) * (pattern.most === Infinity ? pattern.least + 1 : pattern.most);
    default:
      return 1;
  }
}

function emit(pattern: Pattern, program: Instruction[]): void {
  switch (pattern.kind) {
    case 'row':
      for (const part of pattern.parts) emit(part, program);
      break;
    case 'choice':
      emitChoice(pattern.parts, program);
      break;
    case 'group':
      program.push({ kind: 'save', slot: pattern.index * 2 });
      emit(pattern.inner, program);
      program.push({ kind: 'save', slot: pattern.index * 2 + 1 });
      break;
    case 'repeat':
      emitRepeat(pattern, program);
      break;
    case 'back':
      break;
    default:
      program.push(pattern);
  }
}

function emitChoice(parts: readonly Pattern[], program: Instruction[]): void {
  const jumps: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1) emit(part, program);
    else {
      const split = program.push({ kind: 'jump', to: 0 }) - 1;
      emit(part, program);
      jumps.push(program.push({ kind: 'jump', to: 0 }) - 1);
      program[split] = { kind: 'split', first: split + 1, second: program.length };
    }
  }
  for (const at of jumps) program[at] = { kind: 'jump', to: program.length };
}

function emitRepeat({ inner, least, most, isGreedy }: Extract<Pattern, { kind: 'repeat' }>, program: Instruction[]): void {
  const split = (at: number, into: number, past: number): Instruction =>
    isGreedy ? { kind: 'split', first: into, second: past } : { kind: 'split', first: past, second: into };
  for (let i = 0; i < least; i += 1) emit(inner, program);
  if (most === Infinity) {
    const at = program.push({ kind: 'jump', to: 0 }) - 1;
    emit(inner, program);
    program.push({ kind: 'jump', to: at });
    program[at] = split(at, at + 1, program.length);
    return;
  }
  const splits: number[] = [];
  for (let i = least; i < most; i += 1) {
    splits.push(program.push({ kind: 'jump', to: 0 }) - 1);
    emit(inner, program);
  }
  for (const at of splits) program[at] = split(at, at + 1, program.length);
}

/** Where groups start and end, as positions of characters; -1 for a group that took no part. */
export type Slots = readonly number[];
type Thread = Readonly<{ at: number; slots: Slots }>;

/** The leftmost match from that position on; null when there is none, or when the budget is spent; undefined beyond another limit. */
export function findMatch(program: Program, text: readonly number[], from: number, call: Call): Slots | null | undefined {
  const { instructions, flags, groups, tree } = program;
  if (tree !== null) return matchByBacktracking(tree, groups, flags, text, from, call);
  const none: Slots = Array.from({ length: groups * 2 + 2 }, () => -1);
  const seen = new Int32Array(instructions.length).fill(-1);
  let threads: Thread[] = [];
  let best: Slots | null = null;
  let visited = 0;
  for (let position = from; position <= text.length; position += 1) {
    const ready: Thread[] = [];
    const before = visited;
    const follow = (at: number, slots: Slots): void => {
      visited += addThread(program, text, position, { at, slots }, seen, ready);
    };
    for (const { at, slots } of threads) follow(at, slots);
    if (best === null) follow(0, none);
    if (visited > before && !spendVisits(before, visited, call)) return null;
    if (ready.length === 0 && best !== null) return best;
    threads = [];
    const point = text[position];
    for (const { at, slots } of ready) {
      const instruction = instructions[at];
      if (instruction?.kind === 'match') {
        // What stands behind it in the list is of lower rank.
        best = slots;
        break;
      }
      if (instruction?.kind === 'set' && point !== undefined && isInSet(point, instruction.set, flags.ignoresCase)) threads.push({ at: at + 1, slots });
    }
    if (best !== null && threads.length === 0) return best;
  }
  return best;
}

function spendVisits(before: number, visited: number, { evaluation, span }: Call): boolean {
  const steps = Math.floor(visited / INSTRUCTIONS_PER_STEP) - Math.floor(before / INSTRUCTIONS_PER_STEP);
  return steps === 0 || spend(evaluation, span, steps);
}

/** Follows what consumes nothing, in the order of rank; each instruction at most once per position. Gives how many it saw. */
function addThread({ instructions, flags }: Program, text: readonly number[], position: number, thread: Thread, seen: Int32Array, ready: Thread[]): number {
  const stack: Thread[] = [thread];
  let visited = 0;
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { at, slots } = top;
    if (seen[at] === position) continue;
    seen[at] = position;
    visited += 1;
    const instruction = instructions[at];
    switch (instruction?.kind) {
      case 'jump':
        stack.push({ at: instruction.to, slots });
        break;
      case 'split':
        stack.push({ at: instruction.second, slots }, { at: instruction.first, slots });
        break;
      case 'save':
        stack.push({ at: at + 1, slots: slots.with(instruction.slot, position) });
        break;
      case 'start':
        if (position === 0 || (flags.isMultiline && text[position - 1] === 10)) stack.push({ at: at + 1, slots });
        break;
      case 'end':
        if (position === text.length || (flags.isMultiline && text[position] === 10)) stack.push({ at: at + 1, slots });
        break;
      default:
        ready.push(top);
    }
  }
  return visited;
}
