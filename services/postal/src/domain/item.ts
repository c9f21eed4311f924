import type { Fact } from '@lienthong/kernel';

// An S10 number belongs to one order for ever: it is not used again, though the standard would allow it after twelve months.

// Events

export type ItemCodeTaken = Fact<'ItemCodeTaken', ItemOrder>;

// State

export type Direction = 'delivery' | 'collection';
export type ItemOrder = Readonly<{ dossierCode: string; direction: Direction }>;
export type Item = ItemOrder | null;

// Evolve

export function evolveItem(_: Item, { data }: ItemCodeTaken): Item {
  return data;
}
