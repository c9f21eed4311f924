import { useSyncExternalStore } from 'react';
import type { Language } from './bilingual.js';

/** Offices work by the clock of Việt Nam, wherever the reader is. */
const ZONE = 'Asia/Ho_Chi_Minh';
const LOCALE: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };
const MINUTE_MS = 60_000;

type Formats = Readonly<{ time: Intl.DateTimeFormat; date: Intl.DateTimeFormat; day: Intl.DateTimeFormat }>;

// Making an Intl format costs a hundred times its use, and a list has hundreds of moments.
const formats: Readonly<Record<Language, Formats>> = { vi: formatsOf('vi'), en: formatsOf('en') };

function formatsOf(language: Language): Formats {
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALE[language], { timeZone: ZONE, ...options });
  return {
    time: make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    date: make({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    day: make({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  };
}

/** "14:30" */
export const timeOf = (at: string, language: Language): string => formats[language].time.format(new Date(at));

/** "20/11/2026" */
export const dateOf = (at: string, language: Language): string => formats[language].date.format(new Date(at));

/** "Thứ Sáu, 20 tháng 11, 2026" */
export function dayOf(at: string, language: Language): string {
  const day = formats[language].day.format(new Date(at));
  return day.charAt(0).toLocaleUpperCase(LOCALE[language]) + day.slice(1);
}

/** "14:30 20/11/2026" */
export const momentOf = (at: string, language: Language): string => `${timeOf(at, language)} ${dateOf(at, language)}`;

/** Việt Nam has kept this offset since 1975 and has no summer time. */
const OFFSET = '+07:00';
const OFFSET_MS = 7 * 60 * MINUTE_MS;

/** "2026-11-25T14:30:00", as a field for date and time has it, of a moment; the field speaks the time of Việt Nam wherever the reader is. */
export const fieldOf = (at: string | number): string => new Date(new Date(at).getTime() + OFFSET_MS).toISOString().slice(0, 19);

/** "2026-11-20": the day it is in Việt Nam. */
export const dayNow = (): string => fieldOf(Date.now()).slice(0, 10);

/** RFC 3339 of what such a field holds, with or without seconds; null where it holds no moment. */
export function momentOfField(field: string): string | null {
  const at = `${field.length === 16 ? `${field}:00` : field}${OFFSET}`;
  return Number.isNaN(Date.parse(at)) ? null : at;
}

const UNITS = [
  { unit: 'day', minutes: 24 * 60 },
  { unit: 'hour', minutes: 60 },
  { unit: 'minute', minutes: 1 },
] as const;

/** The largest fitting unit: "3 ngày", "5 giờ", "12 phút"; an empty text below one minute. */
export function durationOf(milliseconds: number, language: Language): string {
  const minutes = Math.floor(Math.abs(milliseconds) / MINUTE_MS);
  const fitting = UNITS.find((candidate) => minutes >= candidate.minutes);
  if (fitting === undefined) return '';
  return new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit: fitting.unit, unitDisplay: 'long' }).format(Math.floor(minutes / fitting.minutes));
}

export const elapsedSince = (at: string, now: number, language: Language): string => durationOf(Math.max(0, now - Date.parse(at)), language);

// One clock for the page: every "3 minutes ago" turns at once, and only twice a minute.
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, MINUTE_MS / 2);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

export function useNow(): number {
  return useSyncExternalStore(listen, () => now);
}
