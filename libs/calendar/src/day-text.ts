import type { Bilingual } from './bilingual.js';
import { civilDateOf, weekdayOf, writeDay } from './civil-day.js';
import { clockText, dayOf, minuteOfDay, type Moment } from './moment.js';

const WEEKDAYS_VI = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

type DayText = Readonly<{ iso: string; short: string; text: Bilingual }>;

/** Dates of one office ask for the days of few years over and over: some twenty years are kept, then it starts anew. */
const MAX_KNOWN = 8_000;
const known = new Map<number, DayText>();

function textOf(dayNumber: number): DayText {
  const before = known.get(dayNumber);
  if (before !== undefined) return before;
  const { year, month, day } = civilDateOf(dayNumber);
  const short = `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
  const weekday = weekdayOf(dayNumber) - 1;
  const written = { iso: writeDay(dayNumber), short, text: { vi: `${WEEKDAYS_VI[weekday]} ${short}`, en: `${WEEKDAYS_EN[weekday]} ${short}` } };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(dayNumber, written);
  return written;
}

/** "thứ Sáu 20/11/2026" · "Fri 20/11/2026", as on the receipt. */
export function describeDay(dayNumber: number): Bilingual {
  return textOf(dayNumber).text;
}

/** "20/11/2026" */
export function shortDay(dayNumber: number): string {
  return textOf(dayNumber).short;
}

/** `2026-11-20` */
export function isoDay(dayNumber: number): string {
  return textOf(dayNumber).iso;
}

/** "15:30 thứ Sáu 20/11/2026" · "15:30 Fri 20/11/2026". */
export function describeMoment(moment: Moment): Bilingual {
  const time = clockText(minuteOfDay(moment));
  const { text } = textOf(dayOf(moment));
  return { vi: `${time} ${text.vi}`, en: `${time} ${text.en}` };
}

/** "20/11/2026 15:30", in the arithmetic of a line. */
export function shortMoment(moment: Moment): string {
  return `${textOf(dayOf(moment)).short} ${clockText(minuteOfDay(moment))}`;
}
