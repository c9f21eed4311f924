import type { Rejection } from '@lienthong/kernel';
import type { Bilingual } from './bilingual.js';

/**
 * A legal time limit in the unit in which the procedure states it. 8 working hours are one working day (domain §1.4). `same-day` is due at
 * the closing of the day it is received; its amount is 0, as that many days follow.
 */
export type TimeLimit = Readonly<{ unit: 'working-days' | 'calendar-days' | 'working-minutes' | 'months' | 'same-day'; amount: number }>;

export type LimitReading =
  | Readonly<{ kind: 'limit'; limit: TimeLimit }>
  | Readonly<{ kind: 'refused'; rejection: Rejection<'NOT_A_LIMIT'> }>;

/** Far above any administrative limit; keeps every loop over days bounded. */
export const MAX_LIMIT_DAYS = 366;
const MAX_LIMIT_MINUTES = MAX_LIMIT_DAYS * 480;
export const MAX_LIMIT_MONTHS = 60;

/**
 * `P10D` is ten working days (or calendar days, if the procedure counts "ngày" and not "ngày làm việc"), `P2M` two months, `P0D` the
 * same day; `PT4H`, `PT90M` and `PT1H30M` are working time. Days and hours together are refused: "one day and four hours" has two readings
 * in working time, and the law uses neither.
 */
export function parseLimit(text: string, days: 'working-days' | 'calendar-days' = 'working-days'): LimitReading {
  if (text === 'P0D') return { kind: 'limit', limit: { unit: 'same-day', amount: 0 } };
  const inDays = /^P(\d{1,4})D$/.exec(text);
  if (inDays !== null) return within(text, { unit: days, amount: Number(inDays[1]) }, MAX_LIMIT_DAYS, 'days');
  const inMonths = /^P(\d{1,3})M$/.exec(text);
  if (inMonths !== null) return within(text, { unit: 'months', amount: Number(inMonths[1]) }, MAX_LIMIT_MONTHS, 'months');
  const inTime = /^PT(?:(\d{1,5})H)?(?:(\d{1,6})M)?$/.exec(text);
  if (inTime === null || text === 'PT') return refused(text, 'it is neither days such as P10D, months such as P2M nor working time such as PT4H');
  const minutes = Number(inTime[1] ?? 0) * 60 + Number(inTime[2] ?? 0);
  return within(text, { unit: 'working-minutes', amount: minutes }, MAX_LIMIT_MINUTES, 'days');
}

/** Whether the limit is one that can be counted at all. */
export function isCountable({ unit, amount }: TimeLimit): boolean {
  return Number.isSafeInteger(amount) && (unit === 'same-day' ? amount === 0 : amount >= 0);
}

/** The limit passes with the calendar, not with office hours: a wait gives back calendar time, and the date may fall on a day off. */
export function isCalendarLimit({ unit }: TimeLimit): boolean {
  return unit === 'calendar-days' || unit === 'months';
}

export function describeLimit({ unit, amount }: TimeLimit): Bilingual {
  switch (unit) {
    case 'working-days':
      return { vi: `${amount} ngày làm việc`, en: `${amount} working ${amount === 1 ? 'day' : 'days'}` };
    case 'calendar-days':
      return { vi: `${amount} ngày`, en: `${amount} ${amount === 1 ? 'day' : 'days'}` };
    case 'months':
      return { vi: `${amount} tháng`, en: `${amount} ${amount === 1 ? 'month' : 'months'}` };
    case 'same-day':
      return { vi: 'trong ngày', en: 'the same day' };
    case 'working-minutes':
      return describeMinutes(amount);
  }
}

/** 270 -> "4 giờ 30 phút làm việc". */
export function describeMinutes(amount: number): Bilingual {
  const span = describeCalendarMinutes(amount);
  return { vi: `${span.vi} làm việc`, en: `${span.en} of working time` };
}

/** 270 -> "4 giờ 30 phút". */
export function describeCalendarMinutes(amount: number): Bilingual {
  const hours = Math.floor(amount / 60);
  const minutes = amount % 60;
  const written = (hour: string, minute: string): string =>
    [hours > 0 ? `${hours} ${hour}` : '', minutes > 0 || hours === 0 ? `${minutes} ${minute}` : ''].filter((part) => part !== '').join(' ');
  return { vi: written('giờ', 'phút'), en: written('h', 'min') };
}

function within(text: string, limit: TimeLimit, largest: number, unit: 'days' | 'months'): LimitReading {
  if (limit.amount < 1) return refused(text, 'a limit of nothing would be due at once; "P0D" says the same day');
  if (limit.amount > largest) return refused(text, `the largest limit is ${unit === 'days' ? MAX_LIMIT_DAYS : MAX_LIMIT_MONTHS} ${unit}`);
  return { kind: 'limit', limit };
}

function refused(text: string, fact: string): LimitReading {
  return { kind: 'refused', rejection: { code: 'NOT_A_LIMIT', because: `Expected to read time limit "${text}", but ${fact}` } };
}
