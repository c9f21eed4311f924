import { evolveLegalClock, findSuspension, noClock, type LegalClock, type LegalClockEvent } from '../../domain/legal-clock.js';

/** A dossier's own date as lists show it, and the clock from which what comes next is folded. */
export type ClockRow = Readonly<{ code: string; due_at: string; near_at: string | null; waiting_since: string | null; state: LegalClock }>;

/** Undefined where no clock runs. */
export function clockRowOf(code: string, before: LegalClock | undefined, events: readonly LegalClockEvent[]): ClockRow | undefined {
  const clock = events.reduce(evolveLegalClock, before ?? noClock);
  if (clock.running === null || clock.running.status === 'stopped') return undefined;
  return {
    code, due_at: clock.dueAt, near_at: clock.nearAt ?? null, waiting_since: findSuspension(clock)?.since ?? null,
    // What was believed before is for explanations, which read the stream.
    state: { ...clock, running: { ...clock.running, revisions: [] } },
  };
}
