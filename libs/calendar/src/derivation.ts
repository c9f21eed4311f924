import type { Bilingual } from './bilingual.js';
import { civilDateOf, weekdayOf } from './civil-day.js';
import { clockText, dayOf, minuteOfDay, writeMoment, type Moment } from './moment.js';

export type DerivationStep =
  | 'received' // the valid receipt, where everything starts
  | 'normalised' // to the first moment of working time
  | 'counted' // part of the limit passes
  | 'skipped' // a gap, a weekend, a holiday
  | 'rolled-forward' // a due date on a day off moves to the next working day
  | 'suspended' // the time waited on a legal ground is given back
  | 'waiting' // a suspension that has not ended: moves nothing yet
  | 'extended';

/**
 * One line of the account of a due date. The lines chain (`to` is the next line's `from`), so the sum of `movesMinutes` is the
 * calendar time between receipt and due date, and the sum of `counts` over the `counted` lines is the limit itself.
 */
export type DerivationLine = Readonly<{
  step: DerivationStep;
  from: string;
  to: string;
  movesMinutes: number;
  counts: number;
  unit: 'working-days' | 'calendar-days' | 'working-minutes' | 'calendar-minutes' | 'none';
  text: Bilingual;
}>;

type LineInput = Readonly<{
  step: DerivationStep;
  from: Moment;
  to: Moment;
  counts?: number;
  unit?: DerivationLine['unit'];
  text: Bilingual;
}>;

export function lineOf(offsetMinutes: number, { step, from, to, counts = 0, unit = 'none', text }: LineInput): DerivationLine {
  return { step, from: writeMoment(from, offsetMinutes), to: writeMoment(to, offsetMinutes), movesMinutes: to - from, counts, unit, text };
}

const WEEKDAYS_VI = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** "thứ Sáu 20/11/2026" · "Fri 20/11/2026", as on the receipt. */
export function describeDay(dayNumber: number): Bilingual {
  const { year, month, day } = civilDateOf(dayNumber);
  const date = `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
  const weekday = weekdayOf(dayNumber) - 1;
  return { vi: `${WEEKDAYS_VI[weekday]} ${date}`, en: `${WEEKDAYS_EN[weekday]} ${date}` };
}

/** "15:30 thứ Sáu 20/11/2026" · "15:30 Fri 20/11/2026". */
export function describeMoment(moment: Moment): Bilingual {
  const time = clockText(minuteOfDay(moment));
  const day = describeDay(dayOf(moment));
  return { vi: `${time} ${day.vi}`, en: `${time} ${day.en}` };
}
