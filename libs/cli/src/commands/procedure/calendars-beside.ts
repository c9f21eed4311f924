import { calendarBook, calendarReference, compileCalendar, readCalendar, RELEASED_CALENDARS, type CalendarBook, type CalendarData } from '@lienthong/calendar';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unusable, type Unusable } from './exit-codes.js';
import { readText } from './read-file.js';

/** A province and its offices; whoever has more has a server. */
const MOST_FILES = 200;
const NAMED = /\scalendar\s*=\s*["']([^"']{1,60})["']/g;

/** The calendars that a model may name: those of this release and, where it names another, the `*.calendar.json` of its folder. */
export async function calendarsBeside(path: string, xml: string): Promise<CalendarBook | Unusable> {
  if ([...xml.matchAll(NAMED)].every(([, id = '']) => RELEASED_CALENDARS.latest(id) !== undefined)) return RELEASED_CALENDARS;
  const folder = dirname(path);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.calendar.json')).toSorted().slice(0, MOST_FILES);
  const datas: CalendarData[] = [];
  for (const name of names) {
    const text = await readText(join(folder, name));
    if (typeof text !== 'string') return text;
    const reading = readCalendar(jsonOf(text), versionIn(text));
    if (reading.kind === 'refused') return unusable(`Expected to read ${name}, but ${firstIn(reading.findings, 'en')}`, `Không đọc được ${name}: ${firstIn(reading.findings, 'vi')}`);
    datas.push(reading.data);
  }
  const book = calendarBook([...RELEASED_CALENDARS.all, ...datas]);
  for (const data of datas) {
    const compiled = compileCalendar(data, book.dataOf);
    if (compiled.kind === 'refused') return unusable(`Expected to count by calendar ${calendarReference(data)}, but ${firstIn(compiled.findings, 'en')}`, `Không tính được theo lịch ${calendarReference(data)}: ${firstIn(compiled.findings, 'vi')}`);
  }
  return book;
}

type Findings = readonly Readonly<{ path: string; text: Readonly<{ vi: string; en: string }> }>[];
const firstIn = ([first]: Findings, lang: 'vi' | 'en'): string => [first?.path ?? '', first?.text[lang] ?? ''].filter((part) => part !== '').join(': ');

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // the reader says that it is no object
  }
}

/** As downloaded; what has not been published yet is the first. */
function versionIn(text: string): number {
  const json = jsonOf(text);
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : 1;
  return typeof version === 'number' && Number.isSafeInteger(version) && version > 0 ? version : 1;
}
