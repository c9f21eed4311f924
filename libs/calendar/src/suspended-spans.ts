import type { ClockMove } from './clock-facts.js';
import { readMoment, type Moment } from './moment.js';
import { refusedTime, type Refused } from './working-time.js';

/** The part of a suspension for which nothing else accounts; without `to` it lasts. */
export type Span = Readonly<{ from: Moment; to: Moment | null }>;

/**
 * Of each move what it gives back; undefined for what is no suspension or is void. Time waited is given back once, however many suspensions
 * cover it (after a correction they may overlap), and nothing before the receipt, when no limit ran. Facts of two services may be stamped
 * by two clocks: a wait of less than nothing is none.
 */
export function spansOf(offsetMinutes: number, received: Moment, moves: readonly ClockMove[]): Readonly<{ spans: readonly (Span | undefined)[] }> | Refused {
  const spans: (Span | undefined)[] = moves.map(() => undefined);
  const begun: Readonly<{ index: number; from: Moment; to: Moment | null }>[] = [];
  for (const [index, move] of moves.entries()) {
    if (move.kind !== 'suspension' || move.isVoid === true) continue;
    const from = readMoment(move.from, offsetMinutes);
    const to = move.to === null ? null : readMoment(move.to, offsetMinutes);
    if (from === undefined) return refusedTime(move.from);
    if (to === undefined) return refusedTime(move.to ?? '');
    begun.push({ index, from, to });
  }
  let coveredTo = received;
  for (const { index, from, to } of begun.sort((one, other) => one.from - other.from || one.index - other.index)) {
    const start = Math.max(from, coveredTo);
    if (to === null) {
      spans[index] = { from: start, to };
      continue;
    }
    spans[index] = { from: start, to: Math.max(start, to) };
    coveredTo = Math.max(start, to);
  }
  return { spans };
}
