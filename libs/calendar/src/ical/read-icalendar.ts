import type { Bilingual } from '../bilingual.js';
import { calendarFinding, type CalendarFinding, type ClosedDay, type SwappedDay } from '../calendar-data.js';
import { readDay, writeDay } from '../civil-day.js';
import { readContentLines, unescapeText, type ContentLine } from './content-lines.js';
import { INSTEAD_OF, KIND, NAME_EN, SOURCE_EN, SOURCE_VI } from './write-icalendar.js';

/** Days as `CalendarData` holds them. A path of a finding is `line/12`. */
export type ICalendarReading =
  | Readonly<{ kind: 'read'; closedDays: readonly ClosedDay[]; swappedDays: readonly SwappedDay[]; regularDays: readonly string[] }>
  | Readonly<{ kind: 'refused'; findings: readonly CalendarFinding[] }>;

/** Twenty years of holidays are some 200 kB. */
const MAX_CHARACTERS = 1_000_000;
const MAX_EVENTS = 1_000;
/** A pandemic closed nothing longer than this in one piece. */
const MAX_DAYS_PER_EVENT = 60;
const MAX_FINDINGS = 50;
const MAX_TEXT = 300;
/** Repetition is refused rather than worked out: whose rule a holiday follows (lunar, decided yearly) no RRULE can say. */
const REPETITIONS = ['RRULE', 'RDATE', 'EXDATE', 'EXRULE', 'RECURRENCE-ID'];

type Event = Readonly<{ begin: number; lines: readonly ContentLine[] }>;
type Span = Readonly<{ first: number; last: number }>;

/** Whatever somebody sends as iCalendar -> the days in it, or every fault. All-day events only; one that another program cancelled is none. */
export function readICalendar(text: string): ICalendarReading {
  if (text.length > MAX_CHARACTERS) return refused([calendarFinding('', `Tệp quá lớn, tối đa ${MAX_CHARACTERS} ký tự`, `Expected at most ${MAX_CHARACTERS} characters, but there are ${text.length}`)]);
  const { lines, broken } = readContentLines(text);
  const [unreadable] = broken;
  if (unreadable !== undefined) return refused([finding(unreadable.number, `không phải dòng iCalendar: “${unreadable.text}”`, `Expected a line of iCalendar, but "${unreadable.text}" is none`)]);
  const { events, fault } = eventsOf(lines);
  if (fault !== null) return refused([fault]);
  const findings: CalendarFinding[] = [];
  const days = { closedDays: [] as ClosedDay[], swappedDays: [] as SwappedDay[], regularDays: [] as string[] };
  for (const event of events) readEvent(event, days, findings);
  return findings.length === 0 ? { kind: 'read', ...days } : refused(findings.slice(0, MAX_FINDINGS));
}

function refused(findings: readonly CalendarFinding[]): ICalendarReading {
  return { kind: 'refused', findings };
}

function finding(line: number, vi: string, en: string): CalendarFinding {
  return calendarFinding(`line/${line}`, `Dòng ${line}: ${vi}`, `Line ${line}: ${en}`);
}

/** Time zones, alarms and to-dos are passed over: none of them closes an office. */
function eventsOf(lines: readonly ContentLine[]): Readonly<{ events: readonly Event[]; fault: CalendarFinding | null }> {
  const faulty = (line: number, vi: string, en: string) => ({ events: [], fault: finding(line, vi, en) });
  const [first] = lines;
  if (first?.name !== 'BEGIN' || first.value.toUpperCase() !== 'VCALENDAR') return faulty(first?.number ?? 1, 'tệp phải bắt đầu bằng BEGIN:VCALENDAR', 'Expected the file to begin with BEGIN:VCALENDAR, but it does not');
  const open: string[] = [];
  const events: { begin: number; lines: ContentLine[] }[] = [];
  for (const line of lines) {
    const component = line.value.toUpperCase();
    if (line.name === 'BEGIN') {
      if (component === 'VEVENT') events.push({ begin: line.number, lines: [] });
      open.push(component);
    } else if (line.name === 'END') {
      if (open.pop() !== component) return faulty(line.number, `END:${line.value.slice(0, 40)} không khớp BEGIN`, `Expected END to match its BEGIN, but it is END:${line.value.slice(0, 40)}`);
    } else if (open.at(-1) === 'VEVENT') events.at(-1)?.lines.push(line);
    if (events.length > MAX_EVENTS) return faulty(line.number, `quá ${MAX_EVENTS} sự kiện`, `Expected at most ${MAX_EVENTS} events, but there are more`);
  }
  return open.length === 0 ? { events, fault: null } : faulty(lines.at(-1)?.number ?? 1, `thiếu END:${open.at(-1)}`, `Expected END:${open.at(-1)}, but the file ends`);
}

type Days = Readonly<{ closedDays: ClosedDay[]; swappedDays: SwappedDay[]; regularDays: string[] }>;

function readEvent(event: Event, days: Days, findings: CalendarFinding[]): void {
  const find = (name: string): ContentLine | undefined => event.lines.find((line) => line.name === name);
  const words = (name: string): string => unescapeText(find(name)?.value ?? '').normalize('NFC').trim().slice(0, MAX_TEXT);
  if (find('STATUS')?.value.toUpperCase() === 'CANCELLED') return;
  const repetition = event.lines.find(({ name }) => REPETITIONS.includes(name));
  if (repetition !== undefined) {
    findings.push(finding(repetition.number, `không nhận sự kiện lặp lại (${repetition.name}); hãy nêu từng ngày`, `Expected each day by itself, but ${repetition.name} repeats`));
    return;
  }
  const span = spanOf(event, findings);
  if (span === undefined) return;
  const dates = Array.from({ length: span.last - span.first + 1 }, (_, index) => writeDay(span.first + index));
  const source = words(SOURCE_VI) === '' || words(SOURCE_EN) === '' ? {} : { source: { vi: words(SOURCE_VI), en: words(SOURCE_EN) } };
  const confidence = find('STATUS')?.value.toUpperCase() === 'TENTATIVE' ? 'expected' : 'decided';
  const kind = find(KIND)?.value.toUpperCase() ?? 'CLOSED';
  const insteadOf = dayIn(find(INSTEAD_OF)?.value ?? '');
  if (kind === 'CLOSED') {
    const name = nameOf(words('SUMMARY'), words(NAME_EN));
    if (name === undefined) findings.push(finding(event.begin, 'ngày nghỉ thiếu tên (SUMMARY)', 'Expected a name (SUMMARY) of the closed day, but there is none'));
    else days.closedDays.push(...dates.map((date) => ({ date, name, confidence, ...source }) as const));
  } else if (kind === 'REGULAR') {
    days.regularDays.push(...dates);
  } else if (kind === 'SWAPPED' && insteadOf !== undefined && dates.length === 1) {
    days.swappedDays.push(...dates.map((date) => ({ date, insteadOf: writeDay(insteadOf), confidence, ...source }) as const));
  } else {
    findings.push(finding(event.begin, `${KIND}:${kind.slice(0, 40)} cần là CLOSED, REGULAR, hoặc SWAPPED một ngày với ${INSTEAD_OF}`, `Expected ${KIND} to be CLOSED, REGULAR, or SWAPPED for one day with ${INSTEAD_OF}, but it is ${kind.slice(0, 40)}`));
  }
}

/** A foreign file has one language; its words then stand for both. */
function nameOf(vi: string, en: string): Bilingual | undefined {
  return vi === '' ? undefined : { vi, en: en === '' ? vi : en };
}

/** DTEND is the first day that is not in it (3.6.1); without it and DURATION it is one day. */
function spanOf({ begin, lines }: Event, findings: CalendarFinding[]): Span | undefined {
  const [start, end, duration] = ['DTSTART', 'DTEND', 'DURATION'].map((name) => lines.find((line) => line.name === name));
  const first = start === undefined ? undefined : dayIn(start.value);
  const at = start?.number ?? begin;
  if (first === undefined) {
    findings.push(finding(at, 'cần DTSTART;VALUE=DATE là cả ngày, ví dụ 20260902', 'Expected a whole day in DTSTART such as 20260902, but there is none'));
    return undefined;
  }
  const after = end === undefined ? first + daysOf(duration?.value) : dayIn(end.value);
  if (after === undefined || !(after > first) || after - first > MAX_DAYS_PER_EVENT) {
    findings.push(finding((end ?? duration)?.number ?? at, `cần kết thúc sau khi bắt đầu, tối đa ${MAX_DAYS_PER_EVENT} ngày`, `Expected an end after the begin, by at most ${MAX_DAYS_PER_EVENT} days, but it is none`));
    return undefined;
  }
  return { first, last: after - 1 };
}

/** `20260902` -> day number; undefined for a time of day or what is no date. */
function dayIn(value: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  return match === null ? undefined : readDay(`${match[1]}-${match[2]}-${match[3]}`);
}

/** Whole days and weeks; NaN for others, so that the comparison with the begin fails. */
function daysOf(duration: string | undefined): number {
  if (duration === undefined) return 1;
  const match = /^\+?P(?:(\d{1,3})D|(\d{1,2})W)$/.exec(duration);
  return match === null ? Number.NaN : Number(match[1] ?? Number(match[2]) * 7);
}
