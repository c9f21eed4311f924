import { readDay, writeDay } from '@lienthong/calendar';
import { decodeCursor, encodeCursor, refuse } from '@lienthong/service-host';
import type { Period } from '../../domain/indicators/indicator.js';

/** As of when a report is: everything in the log up to the position, seen at a moment. */
export type ReportMoment = Readonly<{ position: number; at: string }>;

/** A year and the day more of a leap year: a report of years would hold dossiers by the million. */
const MOST_DAYS = 366;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+07:00$/;

/** From the start of the first day to the end of the last, or to the moment of the report where that is earlier. */
export function periodOf(from: string, to: string, at: string): Period {
  const [first, last] = [readDay(from), readDay(to)];
  if (first === undefined || last === undefined || first > last || startOf(from) >= at) refuse({ code: 'PERIOD_EMPTY', because: `Expected to report from ${from} to ${to}, but there is no past day in it` });
  if (last - first >= MOST_DAYS) refuse({ code: 'PERIOD_TOO_LONG', because: `Expected to report from ${from} to ${to}, but that is more than ${MOST_DAYS} days` }, { facts: { mostDays: MOST_DAYS } });
  const end = startOf(writeDay(last + 1));
  return { from: startOf(from), until: end < at ? end : at };
}

export function asOfToken({ position, at }: ReportMoment): string {
  return encodeCursor([position, at]);
}

export function readAsOf(token: string, head: number, now: string): ReportMoment {
  const [position, at] = decodeCursor(token, 2) ?? [];
  const isKnown = typeof position === 'number' && Number.isSafeInteger(position) && position >= -1 && position <= head && typeof at === 'string' && MOMENT.test(at) && at <= now;
  if (!isKnown) refuse({ code: 'AS_OF_UNKNOWN', because: 'Expected to report as of an earlier answer, but its position or moment is not in the past of this log' });
  return { position, at };
}

function startOf(day: string): string {
  return `${day}T00:00:00.000+07:00`;
}
