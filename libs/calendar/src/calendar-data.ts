import type { Bilingual } from './bilingual.js';

/** `07:30`, `17:30`. */
export type ClockTime = string;

export type Shift = Readonly<{ from: ClockTime; to: ClockTime }>;

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type WeekdayName = (typeof WEEKDAYS)[number];

/** How we know of a day: `decided` by an announced decision, `expected` by the rules of the Labour Code before one exists. */
export type DayConfidence = 'decided' | 'expected';

/** A day on which offices are closed although its weekday says otherwise. `source`: the decision that says so. */
export type ClosedDay = Readonly<{ date: string; name: Bilingual; confidence: DayConfidence; source?: Bilingual }>;

/** A day worked in exchange for another ("hoán đổi ngày làm việc"): it has the shifts of the weekday it replaces. */
export type SwappedDay = Readonly<{ date: string; insteadOf: string; confidence: DayConfidence; source?: Bilingual }>;

/**
 * One version of a working calendar. A version is never edited after a dossier has been received under it: a new decision of the
 * Government is a new version, so an old receipt can be derived again for ever.
 *
 * A unit's calendar names the version of another that it `inherits` from (its province's): what it does not say itself is as there. A
 * weekday that it lists replaces that weekday's shifts, and a date that it lists, in whichever list, replaces what the other says of it.
 */
export type CalendarData = Readonly<{
  id: string;
  /** 1 is the first; numbers are given at publication. */
  version: number;
  title: Bilingual;
  /** The reference of one version (`calendarReference`), so that what is inherited cannot change later; null for a calendar of its own. */
  inherits: string | null;
  /** IANA name. */
  zone?: string;
  /** First and last day, both included. Nothing outside is computed. */
  validFrom?: string;
  validTo?: string;
  /** Shifts in order, by weekday; a weekday without shifts is closed. */
  week?: Readonly<Partial<Record<WeekdayName, readonly Shift[]>>>;
  closedDays: readonly ClosedDay[];
  swappedDays: readonly SwappedDay[];
  /** Days that follow their weekday although the calendar above closes or swaps them. */
  regularDays: readonly string[];
  /** The decision by which the calendar holds. */
  source?: Bilingual;
}>;

/** A calendar that says everything itself. */
export type WholeCalendar = Readonly<{
  id: string;
  version: number;
  title: Bilingual;
  zone: string;
  validFrom: string;
  validTo: string;
  week: Readonly<Record<WeekdayName, readonly Shift[]>>;
  closedDays: readonly ClosedDay[];
  swappedDays: readonly SwappedDay[];
}>;

/**
 * The text by which receipts and procedures name a version: `vn-h56-2026@2`; the first version has the bare id, as receipts had before there
 * were versions.
 */
export function calendarReference({ id, version }: Readonly<{ id: string; version: number }>): string {
  return version === 1 ? id : `${id}@${version}`;
}

/** What is wrong with a calendar and where: `path` is a JSON pointer (RFC 6901), '' for the whole. */
export type CalendarFinding = Readonly<{ path: string; text: Bilingual }>;

export function calendarFinding(path: string, vi: string, en: string): CalendarFinding {
  return { path, text: { vi, en } };
}
