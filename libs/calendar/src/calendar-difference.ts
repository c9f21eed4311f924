import type { Bilingual } from './bilingual.js';
import { WEEKDAYS, type CalendarData, type Shift } from './calendar-data.js';
import { WEEKDAY_NAMES } from './calendar-view.js';
import { readDay } from './civil-day.js';
import { describeDay } from './day-text.js';

/** What is new, gone or different, in a sentence. `path` is a JSON pointer, of a day its date. */
export type CalendarChange = Readonly<{ kind: 'added' | 'removed' | 'changed'; path: string; text: Bilingual }>;

/** What differs between two versions of a calendar in what they say themselves: what they inherit has versions of its own. */
export function differenceOfCalendars(before: CalendarData, after: CalendarData): readonly CalendarChange[] {
  const changes: CalendarChange[] = [];
  const tell = (path: string, vi: string, en: string, kind: CalendarChange['kind'] = 'changed'): void => void changes.push({ kind, path, text: { vi, en } });
  const become = (path: string, name: Bilingual, one: string | null | undefined, other: string | null | undefined): void => {
    if ((one ?? null) !== (other ?? null)) tell(path, `${name.vi}: “${one ?? '–'}” thành “${other ?? '–'}”`, `${name.en}: "${one ?? '–'}" is now "${other ?? '–'}"`);
  };
  become('/title', { vi: 'Tên', en: 'Title' }, before.title.vi, after.title.vi);
  become('/inherits', { vi: 'Kế thừa', en: 'Inherits' }, before.inherits, after.inherits);
  become('/zone', { vi: 'Múi giờ', en: 'Zone' }, before.zone, after.zone);
  become('/validFrom', { vi: 'Hiệu lực từ', en: 'Valid from' }, before.validFrom, after.validFrom);
  become('/validTo', { vi: 'Hiệu lực đến', en: 'Valid to' }, before.validTo, after.validTo);
  for (const weekday of WEEKDAYS) {
    const name = WEEKDAY_NAMES[weekday];
    become(`/week/${weekday}`, { vi: `Giờ làm ${name.vi}`, en: `Hours of ${name.en}` }, shiftsText(before.week?.[weekday]), shiftsText(after.week?.[weekday]));
  }
  const [old, fresh] = [daysOf(before), daysOf(after)];
  for (const date of [...new Set([...old.keys(), ...fresh.keys()])].toSorted()) {
    const [one, other, day] = [old.get(date), fresh.get(date), describeDay(readDay(date) ?? 0)];
    if (one === undefined && other !== undefined) tell(date, `Thêm ${day.vi}: ${other.vi}`, `${day.en} is new: ${other.en}`, 'added');
    else if (one !== undefined && other === undefined) tell(date, `Bỏ ${day.vi}: ${one.vi}`, `${day.en} is gone: ${one.en}`, 'removed');
    else if (one !== undefined && other !== undefined && one.vi !== other.vi) tell(date, `${day.vi}: “${one.vi}” thành “${other.vi}”`, `${day.en}: "${one.en}" is now "${other.en}"`);
  }
  return changes;
}

function shiftsText(shifts: readonly Shift[] | undefined): string | undefined {
  return shifts?.map(({ from, to }) => `${from}–${to}`).join(', ');
}

/** What a calendar says of each date that it lists. */
function daysOf({ closedDays, swappedDays, regularDays }: CalendarData): ReadonlyMap<string, Bilingual> {
  const sure = { decided: { vi: 'đã quyết định', en: 'decided' }, expected: { vi: 'dự kiến', en: 'expected' } } as const;
  return new Map<string, Bilingual>([
    ...closedDays.map(({ date, name, confidence }) => [date, { vi: `nghỉ, ${name.vi} (${sure[confidence].vi})`, en: `closed, ${name.en} (${sure[confidence].en})` }] as const),
    ...swappedDays.map(({ date, insteadOf, confidence }) => [date, { vi: `làm bù cho ${insteadOf} (${sure[confidence].vi})`, en: `worked instead of ${insteadOf} (${sure[confidence].en})` }] as const),
    ...regularDays.map((date) => [date, { vi: 'như ngày thường trong tuần', en: 'as its weekday' }] as const),
  ]);
}
