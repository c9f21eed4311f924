import { readDay, writeDay } from './civil-day.js';

/**
 * A moment of working time: whole minutes of the wall clock of a calendar's zone, counted from 1 January 1970 00:00 there.
 * Appointments are printed as hh:mm, so seconds are dropped when a moment is read and no sum can round differently from another.
 */
export type Moment = number;

export const MINUTES_PER_DAY = 1440;

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):(?:[0-5]\d|60)(?:\.\d{1,9})?(Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** RFC 3339 with offset -> the wall clock at `offsetMinutes` east of UTC; undefined for anything else. */
export function readMoment(text: string, offsetMinutes: number): Moment | undefined {
  const match = RFC_3339.exec(text);
  const day = readDay(match?.[1] ?? '');
  if (match === null || day === undefined) return undefined;
  const [, , hour, minute, , sign, offsetHour = '0', offsetMinute = '0'] = match;
  const written = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1);
  return day * MINUTES_PER_DAY + Number(hour) * 60 + Number(minute) - written + offsetMinutes;
}

/** `2026-11-20T15:30:00+07:00` */
export function writeMoment(moment: Moment, offsetMinutes: number): string {
  const distance = Math.abs(offsetMinutes);
  return `${writeDay(dayOf(moment))}T${clockText(minuteOfDay(moment))}:00${offsetMinutes < 0 ? '-' : '+'}${clockText(distance)}`;
}

/** 450 -> "07:30" */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function dayOf(moment: Moment): number {
  return Math.floor(moment / MINUTES_PER_DAY);
}

export function minuteOfDay(moment: Moment): number {
  return moment - dayOf(moment) * MINUTES_PER_DAY;
}
