import { kindOf, normalName, toJson, type Json, type Kind, type Value } from '@lienthong/feel';
import { readCell, type Cell } from './cell.js';
import { sampleOf, slotsOfKind, type Slot } from './slots.js';
import type { InputColumn, TableToCheck } from './table-to-check.js';

/** A column cut into slots; `cells` say for each rule which it admits, as bits. Null where the column cannot be cut. */
export type GridColumn = Readonly<{ column: InputColumn; cells: readonly Cell[]; slots: readonly Slot[]; masks: readonly (bigint | null)[]; whole: bigint; obstacle: Obstacle | null }>;
export type Obstacle = 'unordered-values' | 'too-many-values';
export type Grid = readonly GridColumn[];

/** What a check may cost: cells read, questions to FEEL (tests of distinct cells times slots), and blocks looked at. Shared by the tables of a model, so that no model takes long. */
export type Effort = { cellsLeft: number; questionsLeft: number; visitsLeft: number };
/** About two seconds each. */
export const newEffort = (): Effort => ({ cellsLeft: 20_000, questionsLeft: 1_000_000, visitsLeft: 2_000_000 });

export function gridOf({ inputs, rules, names, options = {} }: TableToCheck, effort: Effort): Grid {
  return inputs.map((column, i) => {
    const known = new Map<string, Cell>();
    const cells = rules.map(({ inputEntries }) => {
      const text = inputEntries[i] ?? '';
      const cell = known.get(text) ?? readCell(text, names ?? [], options);
      known.set(text, cell);
      return cell;
    });
    return cut(column, cells, readCell(column.values, names ?? [], options), effort);
  });
}

/** Of a column without a type of which no cell names a value. */
const ANYTHING: Slot = { kind: 'other', example: null };

const constantsOf = (cell: Cell): readonly Value[] => (cell.kind === 'tests' || cell.kind === 'general' ? cell.constants : []);

function cut(column: InputColumn, cells: readonly Cell[], allowed: Cell, effort: Effort): GridColumn {
  const constants = [...cells, allowed].flatMap(constantsOf);
  const kinds = kindsOf(column.kind, constants);
  const cuts = kinds.length === 0 ? [[ANYTHING]] : kinds.map((kind) => slotsOfKind(kind, constants.filter((value) => kindOf(value) === kind)) ?? withoutValues(kind, constants));
  const isCut = cuts.every((slots) => slots !== undefined);
  const slots = cuts.flatMap((each) => each ?? []).filter(({ example }) => allowed.kind !== 'tests' || allowed.admits(example));
  const whole = (1n << BigInt(slots.length)) - 1n;
  const distinct = new Set(cells);
  const questions = [...distinct].reduce((sum, cell) => sum + testsOf(cell), 0) * slots.length;
  const obstacle = !isCut ? 'unordered-values' : questions > effort.questionsLeft ? 'too-many-values' : null;
  if (obstacle === null) effort.questionsLeft -= questions;
  const masks = new Map([...distinct].map((cell) => [cell, obstacle === null || cell.kind === 'any' ? maskOf(cell, slots, whole) : null]));
  return { column, cells, slots, whole, obstacle, masks: cells.map((cell) => masks.get(cell) ?? null) };
}

/** A cell that lists hundreds of values is asked for each of them; a range names two. */
const testsOf = (cell: Cell): number => Math.max(1, Math.ceil(constantsOf(cell).length / 2));

/** Null is looked at only where somebody speaks of it: a table need not say what becomes of an input that is missing. */
function kindsOf(declared: Kind | null, constants: readonly Value[]): readonly Kind[] {
  const named = new Set(constants.map(kindOf));
  const main = declared === null ? [...named].filter((kind) => kind !== 'null') : [declared];
  return named.has('null') ? [...main, 'null'] : main;
}

/** A column of which no cell names a value is one slot; undefined where there are values that cannot be ordered. */
function withoutValues(kind: Kind, constants: readonly Value[]): readonly Slot[] | undefined {
  if (constants.some((value) => kindOf(value) === kind)) return undefined;
  return [{ kind: 'other', example: sampleOf(kind) }];
}

function maskOf(cell: Cell, slots: readonly Slot[], whole: bigint): bigint | null {
  if (cell.kind === 'any') return whole;
  if (cell.kind !== 'tests') return null;
  return slots.reduce((mask, { example }, i) => (cell.admits(example) ? mask | (1n << BigInt(i)) : mask), 0n);
}

/** An input for each column, in the slots chosen. */
export function exampleAt(grid: Grid, region: readonly bigint[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(grid.map(({ column, slots }, i) => [normalName(column.expression), jsonOf(slots[firstBit(region[i] ?? 0n)]?.example ?? null)]));
}

export const jsonOf = (value: Value): Json =>
  toJson(value, 'tagged', { span: { from: 0, to: 0 }, evaluation: { problems: [], stepsLeft: 1_000, depth: 0, now: undefined } });

export function firstBit(mask: bigint): number {
  let at = 0;
  for (let rest = mask; rest !== 0n && (rest & 1n) === 0n; rest >>= 1n) at += 1;
  return at;
}
