import type { Json, Value } from '@lienthong/feel';
import type { Text } from '../model-finding.js';
import { jsonOf, type Grid, type GridColumn } from './grid.js';
import type { Slot } from './slots.js';
import type { Region } from './uncovered.js';

/** `Giá tính: (5..10]; Kênh: "online"`: only the columns that the region narrows. */
export function regionText(grid: Grid, region: Region): Text {
  const parts = grid.flatMap((column, i) => {
    const slots = region[i] ?? column.whole;
    return slots === column.whole ? [] : [{ expression: column.column.expression, runs: runsOf(column, slots) }];
  });
  if (parts.length === 0) return { vi: 'mọi giá trị đầu vào', en: 'whatever the inputs are' };
  const joined = (or: string) => parts.map(({ expression, runs }) => `${expression}: ${runs.join(or)}`).join('; ');
  return { vi: joined(' hoặc '), en: joined(' or ') };
}

/** Slots that lie beside each other are one range. */
function runsOf({ slots }: GridColumn, mask: bigint): readonly string[] {
  const runs: Slot[][] = [];
  let isOpen = false;
  for (const [i, slot] of slots.entries()) {
    const isIn = (mask & (1n << BigInt(i))) !== 0n;
    const before = runs.at(-1);
    if (isIn && isOpen && before !== undefined && isBeside(before.at(-1), slot)) before.push(slot);
    else if (isIn) runs.push([slot]);
    isOpen = isIn;
  }
  return runs.map(runText);
}

/** Values stand beside each other on an axis only; those of a list and the truth values do not. */
const isBeside = (left: Slot | undefined, right: Slot): boolean => left?.kind === 'between' || (right.kind === 'between' && right.after !== null);

function runText(run: readonly Slot[]): string {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first === last && first.kind !== 'between') return first.kind === 'other' ? `≠ (${valueText(first.example)})` : valueText(first.example);
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
