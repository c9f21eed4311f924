import type { Json, Value } from '@lienthong/feel';
import type { Text } from '../model-finding.js';
import { jsonOf, type Grid, type GridColumn } from './grid.js';
import type { Slot } from './slots.js';
import type { Region } from './uncovered.js';

type Run = Readonly<{ slots: readonly Slot[]; mask: bigint }>;
/** Of the values that are not meant; who wants all looks at the table. */
const MAX_NAMED = 5;

/** `Giá tính: (5..10]; Kênh: "online"`: only the columns that the region narrows. */
export function regionText(grid: Grid, region: Region): Text {
  const parts = grid.flatMap((column, i) => {
    const slots = region[i] ?? column.whole;
    return slots === column.whole ? [] : [{ expression: column.column.expression, runs: runsOf(column, slots).map((run) => runText(column, run)) }];
  });
  if (parts.length === 0) return { vi: 'mọi giá trị đầu vào', en: 'whatever the inputs are' };
  const joined = (lang: keyof Text, or: string) => parts.map(({ expression, runs }) => `${expression}: ${runs.map((run) => run[lang]).join(or)}`).join('; ');
  return { vi: joined('vi', ' hoặc '), en: joined('en', ' or ') };
}

/** Slots that lie beside each other are one range: each as its slots and their bits. */
function runsOf({ slots }: GridColumn, mask: bigint): readonly Run[] {
  const runs: Run[] = [];
  let isOpen = false;
  for (const [i, slot] of slots.entries()) {
    const bit = 1n << BigInt(i);
    const isIn = (mask & bit) !== 0n;
    const before = runs.at(-1);
    if (isIn && isOpen && before !== undefined && isBeside(before.slots.at(-1), slot)) runs[runs.length - 1] = { slots: [...before.slots, slot], mask: before.mask | bit };
    else if (isIn) runs.push({ slots: [slot], mask: bit });
    isOpen = isIn;
  }
  return runs;
}

/** Apart where they lie apart on an axis, at most `limit` of them; values of a list stay together, or there were as many as values. */
export function apart(grid: Grid, region: Region, limit: number): readonly Region[] {
  return grid.reduce<readonly Region[]>((regions, column, i) => {
    const mask = region[i] ?? column.whole;
    const isAxis = column.slots.some(({ kind }) => kind === 'between');
    const runs = isAxis && mask !== column.whole ? runsOf(column, mask).map((run) => run.mask) : [mask];
    return regions.flatMap((each) => runs.map((run) => [...each, run])).slice(0, limit);
  }, [[]]);
}

/** Values stand beside each other on an axis only; those of a list and the truth values do not. */
const isBeside = (left: Slot | undefined, right: Slot): boolean => left?.kind === 'between' || (right.kind === 'between' && right.after !== null);

function runText(column: GridColumn, { slots }: Run): Text {
  const [first] = slots;
  if (first?.kind !== 'other' || slots.length > 1) return alike(rangeText(slots));
  const named = column.slots.flatMap((slot) => (slot.kind === 'value' ? [valueText(slot.example)] : []));
  const said = `${named.slice(0, MAX_NAMED).join(', ')}${named.length > MAX_NAMED ? ', …' : ''}`;
  return { vi: `khác ${said}`, en: `other than ${said}` };
}

const alike = (text: string): Text => ({ vi: text, en: text });

function rangeText(run: readonly Slot[]): string {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first === last && first.kind !== 'between') return valueText(first.example);
  const [from, to] = [first.kind === 'between' ? first.after : first.example, last.kind === 'between' ? last.before : last.example];
  const [isFromIn, isToIn] = [first.kind !== 'between', last.kind !== 'between'];
  if (to === null) return `${isFromIn ? '≥' : '>'} ${valueText(from)}`;
  if (from === null) return `${isToIn ? '≤' : '<'} ${valueText(to)}`;
  return `${isFromIn ? '[' : '('}${valueText(from)}..${valueText(to)}${isToIn ? ']' : ')'}`;
}

export const valueText = (value: Value): string => jsonText(jsonOf(value));

export function jsonText(json: Json): string {
  const tagged = json !== null && typeof json === 'object' && '@value' in json ? json['@value'] : undefined;
  return typeof tagged === 'string' ? tagged : JSON.stringify(json);
}
