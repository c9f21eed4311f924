import type { Bilingual } from './bilingual.js';
import {
  calendarFinding, WEEKDAYS, type CalendarData, type CalendarFinding, type ClosedDay, type DayConfidence, type Shift, type SwappedDay, type WeekdayName,
} from './calendar-data.js';
import { fieldsOf, listOf, textOf, type Complain } from './json-reading.js';

export type CalendarReading = Readonly<{ kind: 'read'; data: CalendarData }> | Readonly<{ kind: 'refused'; findings: readonly CalendarFinding[] }>;

/** Twenty years with more days off than any country has, and more shifts than a day can hold; keeps what is posted small. */
const MAX_DAYS = 1_000;
const MAX_SHIFTS = 6;
const MAX_TEXT = 300;
/** Enough for an author to go on with; a file of rubbish need not answer line by line. */
const MAX_FINDINGS = 50;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_ID = 60;
const REFERENCE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:@[1-9]\d{0,5})?$/;
const FIELDS = ['id', 'version', 'title', 'inherits', 'zone', 'validFrom', 'validTo', 'week', 'closedDays', 'swappedDays', 'regularDays', 'source'];

/**
 * Whatever somebody sends as a calendar -> its data, or all that is wrong with its shape. `version` is the number it is published under; one that
 * the JSON states is ignored, so that what was downloaded can be sent back changed. `compileCalendar` then checks what it means.
 */
export function readCalendar(json: unknown, version: number): CalendarReading {
  const findings: CalendarFinding[] = [];
  const complain: Complain = (path, vi, en) => {
    if (findings.length < MAX_FINDINGS) findings.push(calendarFinding(path, vi, en));
  };
  const fields = fieldsOf(json, '', FIELDS, complain);
  const id = textOf(fields['id'], '/id', MAX_ID, complain);
  if (id !== '' && !ID.test(id)) complain('/id', `Mã lịch “${id}” chỉ gồm chữ thường, số và gạch nối`, `Expected an id of lower-case letters, digits and hyphens, but it is "${id}"`);
  const data: CalendarData = {
    id, version, title: bilingualOf(fields['title'], '/title', complain), inherits: inheritsOf(fields['inherits'], complain),
    ...optionalTexts(fields, complain),
    ...(fields['week'] !== undefined && { week: weekOf(fields['week'], complain) }),
    closedDays: listOf(fields['closedDays'], '/closedDays', MAX_DAYS, complain).map((day, index) => closedDayOf(day, `/closedDays/${index}`, complain)),
    swappedDays: listOf(fields['swappedDays'], '/swappedDays', MAX_DAYS, complain).map((day, index) => swappedDayOf(day, `/swappedDays/${index}`, complain)),
    regularDays: listOf(fields['regularDays'], '/regularDays', MAX_DAYS, complain).map((day, index) => textOf(day, `/regularDays/${index}`, 10, complain)),
    ...(fields['source'] !== undefined && { source: bilingualOf(fields['source'], '/source', complain) }),
  };
  return findings.length === 0 ? { kind: 'read', data } : { kind: 'refused', findings };
}

function optionalTexts(fields: Readonly<Record<string, unknown>>, complain: Complain): Pick<CalendarData, 'zone' | 'validFrom' | 'validTo'> {
  const read = (name: string, most: number): string | undefined => (fields[name] === undefined ? undefined : textOf(fields[name], `/${name}`, most, complain));
  const [zone, validFrom, validTo] = [read('zone', MAX_ID), read('validFrom', 10), read('validTo', 10)];
  return { ...(zone !== undefined && { zone }), ...(validFrom !== undefined && { validFrom }), ...(validTo !== undefined && { validTo }) };
}

function inheritsOf(value: unknown, complain: Complain): string | null {
  if (value === undefined || value === null) return null;
  const reference = textOf(value, '/inherits', MAX_ID + 7, complain);
  if (reference !== '' && !REFERENCE.test(reference)) {
    complain('/inherits', `“${reference}” không phải tên một phiên bản lịch, ví dụ vn-h56-2026@2`, `Expected the reference of a calendar version such as vn-h56-2026@2, but it is "${reference}"`);
  }
  return reference;
}

function bilingualOf(value: unknown, path: string, complain: Complain): Bilingual {
  const fields = fieldsOf(value, path, ['vi', 'en'], complain);
  return { vi: textOf(fields['vi'], `${path}/vi`, MAX_TEXT, complain), en: textOf(fields['en'], `${path}/en`, MAX_TEXT, complain) };
}

function weekOf(value: unknown, complain: Complain): NonNullable<CalendarData['week']> {
  const fields = fieldsOf(value, '/week', WEEKDAYS, complain);
  const week: Partial<Record<WeekdayName, readonly Shift[]>> = {};
  for (const weekday of WEEKDAYS) {
    if (fields[weekday] !== undefined) week[weekday] = listOf(fields[weekday], `/week/${weekday}`, MAX_SHIFTS, complain).map((shift, index) => shiftOf(shift, `/week/${weekday}/${index}`, complain));
  }
  return week;
}

function shiftOf(value: unknown, path: string, complain: Complain): Shift {
  const fields = fieldsOf(value, path, ['from', 'to'], complain);
  return { from: textOf(fields['from'], `${path}/from`, 5, complain), to: textOf(fields['to'], `${path}/to`, 5, complain) };
}

function closedDayOf(value: unknown, path: string, complain: Complain): ClosedDay {
  const fields = fieldsOf(value, path, ['date', 'name', 'confidence', 'source'], complain);
  return {
    date: textOf(fields['date'], `${path}/date`, 10, complain), name: bilingualOf(fields['name'], `${path}/name`, complain),
    confidence: confidenceOf(fields['confidence'], `${path}/confidence`, complain), ...sourceOf(fields['source'], `${path}/source`, complain),
  };
}

function swappedDayOf(value: unknown, path: string, complain: Complain): SwappedDay {
  const fields = fieldsOf(value, path, ['date', 'insteadOf', 'confidence', 'source'], complain);
  return {
    date: textOf(fields['date'], `${path}/date`, 10, complain), insteadOf: textOf(fields['insteadOf'], `${path}/insteadOf`, 10, complain),
    confidence: confidenceOf(fields['confidence'], `${path}/confidence`, complain), ...sourceOf(fields['source'], `${path}/source`, complain),
  };
}

function sourceOf(value: unknown, path: string, complain: Complain): Readonly<{ source?: Bilingual }> {
  return value === undefined ? {} : { source: bilingualOf(value, path, complain) };
}

function confidenceOf(value: unknown, path: string, complain: Complain): DayConfidence {
  if (value === 'decided' || value === 'expected') return value;
  complain(path, 'confidence phải là decided hoặc expected', 'Expected confidence to be decided or expected, but it is neither');
  return 'expected';
}
