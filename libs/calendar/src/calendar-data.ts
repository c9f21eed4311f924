import type { Bilingual } from './bilingual.js';

/** `07:30`, `17:30`. */
export type ClockTime = string;

export type Shift = Readonly<{ from: ClockTime; to: ClockTime }>;

/**
 * A day on which offices are closed although its weekday says otherwise.
 * `confidence` says how we know: `decided` by an announced decision, `expected` by the rules of the Labour Code before one exists.
 */
export type ClosedDay = Readonly<{ date: string; name: Bilingual; confidence: 'decided' | 'expected' }>;

/** A day worked in exchange for another ("hoán đổi ngày làm việc"): it has the shifts of the weekday it replaces. */
export type SwappedDay = Readonly<{ date: string; insteadOf: string; confidence: 'decided' | 'expected' }>;

/**
 * One version of a working calendar. A version is never edited after a dossier has been received under it: a new decision of the
 * Government is a new version with a new id, so an old receipt can be derived again for ever.
 */
export type CalendarData = Readonly<{
  id: string;
  title: Bilingual;
  zone: string;
  /** First and last day, both included. Nothing outside is computed. */
  validFrom: string;
  validTo: string;
  /** Shifts in order, by weekday; a weekday without shifts is closed. */
  week: Readonly<Record<'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday', readonly Shift[]>>;
  closedDays: readonly ClosedDay[];
  swappedDays: readonly SwappedDay[];
}>;
