import { compileExpression, evaluateValue, kindOf, order, type Kind, type Value } from '@lienthong/feel';

/**
 * A part of a column's values within which no cell changes its mind: one value that a cell names, or everything between two of them.
 * Whatever holds of the example holds of the whole slot.
 */
export type Slot = Readonly<{ example: Value; kind: 'value'; } | { example: Value; kind: 'between'; after: Value | null; before: Value | null } | { example: Value; kind: 'other' }>;

const ORDERED: readonly Kind[] = ['number', 'date', 'time', 'date and time', 'days and time duration', 'years and months duration'];
const DAY_NANOS = 86_400_000_000_000;

/** Undefined where the values have no order among themselves (a local time and one of a zone). */
export function slotsOfKind(kind: Kind, values: readonly Value[]): readonly Slot[] | undefined {
  if (kind === 'boolean') return [true, false].map((example) => ({ kind: 'value', example }));
  if (kind === 'null') return [{ kind: 'value', example: null }];
  if (kind === 'string') return slotsOfTexts(values.filter((value) => typeof value === 'string'));
  return ORDERED.includes(kind) ? slotsOfOrder(values) : undefined;
}

function slotsOfTexts(texts: readonly string[]): readonly Slot[] {
  const distinct = [...new Set(texts)];
  const named = distinct.map((example): Slot => ({ kind: 'value', example }));
  let other = 'giá trị khác';
  while (distinct.includes(other)) other += '…';
  return [...named, { kind: 'other', example: other }];
}

function slotsOfOrder(values: readonly Value[]): readonly Slot[] | undefined {
  const [first] = values;
  if (first === undefined || values.some((value) => !isAlongside(first, value))) return undefined;
  const sorted = values.toSorted((left, right) => order(left, right) ?? 0).filter((value, i, all) => i === 0 || order(all[i - 1] ?? null, value) !== 0);
  const slots: Slot[] = [];
  for (const [i, value] of sorted.entries()) {
    const before = sorted[i - 1];
    const example = before === undefined ? stepped(value, -1) : between(before, value);
    if (example !== undefined) slots.push({ kind: 'between', example, after: before ?? null, before: value });
    slots.push({ kind: 'value', example: value });
  }
  const last = sorted.at(-1) ?? null;
  const above = stepped(last, 1);
  return above === undefined ? slots : [...slots, { kind: 'between', example: above, after: last, before: null }];
}

/** Of one kind, and for moments of one zone: the middle of two zones is in neither. */
function isAlongside(first: Value, value: Value): boolean {
  if (kindOf(first) !== kindOf(value) || order(first, value) === null) return false;
  return zoneOf(first) === zoneOf(value);
}

const zoneOf = (value: Value): number | null => (typeof value === 'object' && value !== null && 'zone' in value ? (value.zone?.offset ?? null) : null);

const compiled = (source: string) => {
  const result = compileExpression(source);
  return result.kind === 'compiled' ? result.expression : undefined;
};
const NEXT = compiled('if floor(a) = a then a + d else floor(a) + d');
const MIDDLE = compiled('if floor((a + b) / 2) > a then floor((a + b) / 2) else (a + b) / 2');

function calculated(expression: ReturnType<typeof compiled>, names: Readonly<Record<string, Value>>): Value | undefined {
  const value = expression === undefined ? undefined : evaluateValue(expression, (name) => names[name]).value;
  return value === null ? undefined : value;
}

const ONE: Readonly<Record<1 | -1, Value>> = { 1: literal('1'), [-1]: literal('-1') };

function literal(source: string): Value {
  const expression = compiled(source);
  return expression === undefined ? null : evaluateValue(expression, () => undefined).value;
}

const SAMPLES: Readonly<Partial<Record<Kind, Value>>> = {
  number: literal('1'), date: literal('@"2026-01-01"'), time: literal('@"08:00:00"'), 'date and time': literal('@"2026-01-01T08:00:00"'),
  'days and time duration': literal('@"P1D"'), 'years and months duration': literal('@"P1M"'),
};

/** Any value of an ordered kind. */
export const sampleOf = (kind: Kind): Value => SAMPLES[kind] ?? null;

/** The next value that a person would name; undefined where there is none. */
function stepped(value: Value, by: 1 | -1): Value | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  switch (value.kind) {
    case 'decimal':
      return calculated(NEXT, { a: value, d: ONE[by] });
    case 'date':
    case 'date and time':
      return { ...value, days: value.days + by };
    case 'time': {
      const nanos = value.nanos + by * 1e9;
      if (nanos >= 0 && nanos < DAY_NANOS) return { ...value, nanos };
      return by < 0 ? (value.nanos > 0 ? { ...value, nanos: 0 } : undefined) : value.nanos < DAY_NANOS - 1 ? { ...value, nanos: DAY_NANOS - 1 } : undefined;
    }
    case 'days and time duration':
      return { ...value, nanos: value.nanos + BigInt(by) * BigInt(DAY_NANOS) };
    case 'years and months duration':
      return { ...value, months: value.months + by };
    default:
      return undefined;
  }
}

/** Undefined between a day and the next one, or a month and the next: nothing lies there. */
function between(low: Value, high: Value): Value | undefined {
  const middle = middleOf(low, high);
  return middle !== undefined && (order(low, middle) ?? 0) < 0 && (order(middle, high) ?? 0) < 0 ? middle : undefined;
}

function middleOf(low: Value, high: Value): Value | undefined {
  if (kindOf(low) === 'number') return calculated(MIDDLE, { a: low, b: high });
  if (typeof low !== 'object' || typeof high !== 'object' || low === null || high === null || !('kind' in low) || !('kind' in high)) return undefined;
  if (low.kind === 'date' && high.kind === 'date') return { ...low, days: Math.floor((low.days + high.days) / 2) };
  if (low.kind === 'time' && high.kind === 'time') return { ...low, nanos: Math.floor((low.nanos + high.nanos) / 2) };
  if (low.kind === 'years and months duration' && high.kind === low.kind) return { ...low, months: Math.floor((low.months + high.months) / 2) };
  if (low.kind === 'days and time duration' && high.kind === low.kind) return { ...low, nanos: (low.nanos + high.nanos) / 2n };
  if (low.kind === 'date and time' && high.kind === low.kind) {
    const nanos = (low.nanos + high.nanos + ((low.days + high.days) % 2 === 0 ? 0 : DAY_NANOS)) / 2;
    const days = Math.floor((low.days + high.days) / 2);
    return nanos < DAY_NANOS ? { ...low, days, nanos: Math.floor(nanos) } : { ...low, days: days + 1, nanos: Math.floor(nanos - DAY_NANOS) };
  }
  return undefined;
}
