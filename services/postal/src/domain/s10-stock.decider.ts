import { accepted, assertNever, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { emptyStock, evolveS10Stock, type S10Range, type S10Stock, type S10StockEvent } from './s10-stock.js';
import { LAST_SERIAL } from './s10.js';

// Commands

export type AddS10Range = Command<'AddS10Range', S10Range>;
/** How many numbers a unit has left after one was drawn. */
export type NoteS10Level = Command<'NoteS10Level', { unit: string; remaining: number; threshold: number }>;
export type S10StockCommand = AddS10Range | NoteS10Level;

// Rejections

export type S10StockRejection = Rejection<'RANGE_BACKWARDS' | 'RANGE_OVERLAPS'>;

// Decide

export const s10StockDecider: Decider<S10StockCommand, S10Stock, S10StockEvent, S10StockRejection> = {
  initial: emptyStock,
  decide(command, state) {
    switch (command.type) {
      case 'AddS10Range': return add(command, state);
      case 'NoteS10Level': return noteLevel(command, state);
      default: return assertNever(command);
    }
  },
  evolve: evolveS10Stock,
};

function add({ data }: AddS10Range, { ranges }: S10Stock): Decision<S10StockEvent, S10StockRejection> {
  const { indicator, country, first, last } = data;
  const name = `${indicator} ${first} to ${last} ${country}`;
  if (first > last || first < 0 || last > LAST_SERIAL) return rejected('RANGE_BACKWARDS', `Expected to add range ${name}, but it does not run upwards within eight digits`);
  const other = ranges.find((range) => range.indicator === indicator && range.country === country && range.first <= last && first <= range.last);
  if (other === undefined) return accepted({ type: 'S10RangeAdded', data });
  if (other.unit === data.unit && other.first === first && other.last === last) return accepted();
  return rejected('RANGE_OVERLAPS', `Expected to add range ${name}, but ${other.first} to ${other.last} belongs to ${other.unit} already`);
}

/** The alarm goes on once, until a new range comes. */
function noteLevel({ data }: NoteS10Level, { low }: S10Stock): Decision<S10StockEvent, S10StockRejection> {
  return data.remaining < data.threshold && !low.includes(data.unit) ? accepted({ type: 'S10StockRanLow', data }) : accepted();
}
