import type { Clock } from './clock.js';
import type { ClockFacts, ClockMove } from './clock-facts.js';
import type { CountingRules } from './counting-rules.js';
import type { TimeLimit } from './limit.js';
import { readMoment } from './moment.js';

/** A step of a dossier. `isForCitizen`: it is itself what the citizen is waited for, so that its own limit goes on while the dossier's stands. */
export type ClockedStep = Readonly<{ calendar: string; openedAt: string; limit: TimeLimit; rules?: CountingRules; isForCitizen?: boolean }>;

/**
 * The facts of a step's own due date, for `clockDueDate`: counted from its opening, and moved by the dossier's suspensions as far as they fall
 * into its time. More time that was granted while it was open is its own too: it is what the time was asked for. A new date of an apology is a
 * promise of the whole dossier, and moves no step.
 */
export function stepFacts(clock: Clock, step: ClockedStep): ClockFacts {
  const { calendar, openedAt, limit, rules, isForCitizen = false } = step;
  const moves = clock.status === 'not-started' || isForCitizen ? [] : clock.moves.filter((move) => reaches(move, openedAt));
  return { calendar, receivedAt: openedAt, limit, ...(rules !== undefined && { rules }), moves };
}

function reaches(move: ClockMove, openedAt: string): boolean {
  const isAfterOpening = (at: string): boolean => (readMoment(at, 0) ?? 0) > (readMoment(openedAt, 0) ?? 0);
  switch (move.kind) {
    case 'suspension':
      return move.to === null || isAfterOpening(move.to);
    case 'extension':
      return move.at !== undefined && isAfterOpening(move.at);
    case 'postponement':
      return false;
  }
}
