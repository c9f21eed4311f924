import type { Rejection } from '@lienthong/kernel';
import type { Bilingual } from './bilingual.js';

/** A legal time limit in the unit in which the procedure states it. 8 working hours are one working day (domain §1.4). */
export type TimeLimit =
  | Readonly<{ unit: 'working-days'; amount: number }>
  | Readonly<{ unit: 'calendar-days'; amount: number }>
  | Readonly<{ unit: 'working-minutes'; amount: number }>;

export type LimitReading =
  | Readonly<{ kind: 'limit'; limit: TimeLimit }>
  | Readonly<{ kind: 'refused'; rejection: Rejection<'NOT_A_LIMIT'> }>;

/** Far above any administrative limit; keeps every loop over days bounded. */
export const MAX_LIMIT_DAYS = 366;
const MAX_LIMIT_MINUTES = MAX_LIMIT_DAYS * 480;

/**
 * `P10D` is ten working days (or calendar days, if the procedure counts "ngày" and not "ngày làm việc"),
 * `PT4H`, `PT90M` and `PT1H30M` are working time. Days and hours together are refused: "one day and four hours"
 * has two readings in working time, and the law uses neither.
 */
export function parseLimit(text: string, days: 'working-days' | 'calendar-days' = 'working-days'): LimitReading {
  const inDays = /^P(\d{1,4})D$/.exec(text);
  if (inDays !== null) return within(text, { unit: days, amount: Number(inDays[1]) }, MAX_LIMIT_DAYS);
  const inTime = /^PT(?:(\d{1,5})H)?(?:(\d{1,6})M)?$/.exec(text);
  if (inTime === null || text === 'PT') return refused(text, 'it is neither days such as P10D nor working time such as PT4H');
  const minutes = Number(inTime[1] ?? 0) * 60 + Number(inTime[2] ?? 0);
  return within(text, { unit: 'working-minutes', amount: minutes }, MAX_LIMIT_MINUTES);
}

export function describeLimit({ unit, amount }: TimeLimit): Bilingual {
  switch (unit) {
    case 'working-days':
      return { vi: `${amount} ngày làm việc`, en: `${amount} working ${amount === 1 ? 'day' : 'days'}` };
    case 'calendar-days':
      return { vi: `${amount} ngày`, en: `${amount} ${amount === 1 ? 'day' : 'days'}` };
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

function within(text: string, limit: TimeLimit, largest: number): LimitReading {
  if (limit.amount < 1) return refused(text, 'a limit of nothing would be due at once');
  if (limit.amount > largest) return refused(text, `the largest limit is ${MAX_LIMIT_DAYS} days`);
  return { kind: 'limit', limit };
}

function refused(text: string, fact: string): LimitReading {
  return { kind: 'refused', rejection: { code: 'NOT_A_LIMIT', because: `Expected to read time limit "${text}", but ${fact}` } };
}
