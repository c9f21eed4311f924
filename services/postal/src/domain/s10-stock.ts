import type { Fact } from '@lienthong/kernel';

// Events

export type S10RangeAdded = Fact<'S10RangeAdded', S10Range>;
/** Somebody has to fetch a new range from the carrier before the stock is empty. */
export type S10StockRanLow = Fact<'S10StockRanLow', { unit: string; remaining: number; threshold: number }>;
export type S10StockEvent = S10RangeAdded | S10StockRanLow;

/** Serial numbers `first` to `last` that the carrier has allotted to a postal unit; the check digit is computed when one is drawn. */
export type S10Range = Readonly<{ unit: string; indicator: string; country: string; first: number; last: number }>;

// State

/** One stock for all units, since a number may not be allotted to two of them. `low`: units whose alarm is on. */
export type S10Stock = Readonly<{ ranges: readonly S10Range[]; low: readonly string[] }>;

export const emptyStock: S10Stock = { ranges: [], low: [] };

// Evolve

export function evolveS10Stock({ ranges, low }: S10Stock, event: S10StockEvent): S10Stock {
  const others = low.filter((unit) => unit !== event.data.unit);
  return event.type === 'S10RangeAdded' ? { ranges: [...ranges, event.data], low: others } : { ranges, low: [...others, event.data.unit] };
}
