import type { Bilingual } from '../bilingual.js';
import { calendarReference, type CalendarData, type ClosedDay, type DayConfidence, type SwappedDay } from '../calendar-data.js';
import { readDay, writeDay } from '../civil-day.js';
import { escapeText, foldLine } from './content-lines.js';

/** Ours, beside what every calendar program reads: which kind of day it is, for which it is worked, and what else the data says. */
export const KIND = 'X-LIENTHONG-KIND';
export const INSTEAD_OF = 'X-LIENTHONG-INSTEAD-OF';
export const NAME_EN = 'X-LIENTHONG-SUMMARY-EN';
export const SOURCE_VI = 'X-LIENTHONG-SOURCE-VI';
export const SOURCE_EN = 'X-LIENTHONG-SOURCE-EN';

type Days = Pick<CalendarData, 'id' | 'version' | 'title' | 'closedDays' | 'swappedDays' | 'regularDays'>;

/**
 * The days of one version as iCalendar (RFC 5545): every closed, swapped and regular day an all-day event. What is expected and not decided is
 * TENTATIVE. Shifts are not in it; no property of the standard has them. `stampedAt`: when the version was published, RFC 3339.
 */
export function writeICalendar(data: Days, stampedAt: string): string {
  const stamp = stampedAt.replace(/[-:]/g, '').replace(/\.\d+/, '').slice(0, 15);
  const reference = calendarReference(data);
  const events = [
    ...data.closedDays.map((day) => ({ date: day.date, lines: closedLines(day) })),
    ...data.swappedDays.map((day) => ({ date: day.date, lines: swappedLines(day) })),
    ...data.regularDays.map((date) => ({ date, lines: ['SUMMARY;LANGUAGE=vi:Làm việc bình thường', 'STATUS:CONFIRMED', 'TRANSP:TRANSPARENT', `${KIND}:REGULAR`] })),
  ].sort((one, other) => (one.date < other.date ? -1 : 1));
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Lien Thong//Working calendar//VI', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', `X-WR-CALNAME:${escapeText(data.title.vi)}`,
    ...events.flatMap(({ date, lines: own }) => [
      'BEGIN:VEVENT', `UID:${date}.${reference}@lienthong`, `DTSTAMP:${stamp}Z`, `DTSTART;VALUE=DATE:${compact(date)}`, `DTEND;VALUE=DATE:${compact(dayAfter(date))}`, ...own, 'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function closedLines({ name, confidence, source }: ClosedDay): readonly string[] {
  return [`SUMMARY;LANGUAGE=vi:${escapeText(name.vi)}`, statusOf(confidence), 'TRANSP:OPAQUE', `${KIND}:CLOSED`, `${NAME_EN}:${escapeText(name.en)}`, ...sourceLines(source)];
}

function swappedLines({ insteadOf, confidence, source }: SwappedDay): readonly string[] {
  const [year, month, day] = insteadOf.split('-');
  const summary = `SUMMARY;LANGUAGE=vi:Làm bù cho ngày ${day}/${month}/${year}`;
  return [summary, statusOf(confidence), 'TRANSP:TRANSPARENT', `${KIND}:SWAPPED`, `${INSTEAD_OF}:${compact(insteadOf)}`, ...sourceLines(source)];
}

function statusOf(confidence: DayConfidence): string {
  return `STATUS:${confidence === 'decided' ? 'CONFIRMED' : 'TENTATIVE'}`;
}

function sourceLines(source: Bilingual | undefined): readonly string[] {
  return source === undefined ? [] : [`${SOURCE_VI}:${escapeText(source.vi)}`, `${SOURCE_EN}:${escapeText(source.en)}`];
}

function compact(date: string): string {
  return date.replaceAll('-', '');
}

function dayAfter(date: string): string {
  return writeDay((readDay(date) ?? 0) + 1);
}
