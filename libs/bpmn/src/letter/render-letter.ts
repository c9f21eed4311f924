import { evaluateWith, type Find, type Json } from '@lienthong/feel';
import { groupedDigits } from '@lienthong/kernel';
import type { Text } from '../instance.js';
import type { Letter, LetterText } from './letter.js';

/** What a place has to say and does not: a letter with a hole in it is not sent. */
export type LetterGap = Readonly<{ place: string; text: Text }>;
export type WrittenLetter = Readonly<{ text: Text; gaps: readonly LetterGap[] }>;

/** In the place of what is missing, as on a form that is filled in by hand. */
const BLANK = '…………';
/** Of a list in a sentence; what is longer belongs in an attachment. */
const MOST_ITEMS = 50;

/** False, and with a reason in `gaps` of the letter itself, where its condition says nothing. */
export function mayWrite({ when }: Letter, find: Find, now: string): boolean {
  return when === null || evaluateWith(when, find, { now }).value === true;
}

/** Both languages. Numbers are grouped, days and moments written as forms do, lists joined. */
export function writeLetter(letter: Letter, find: Find, now: string): WrittenLetter {
  const gaps: LetterGap[] = [];
  const fill = (text: LetterText, language: keyof Text): string => text.map((part) => (typeof part === 'string' ? part : filled(part, find, now, language, gaps))).join('');
  return { text: { vi: fill(letter.vi, 'vi'), en: fill(letter.en, 'en') }, gaps };
}

function filled(place: Exclude<LetterText[number], string>, find: Find, now: string, language: keyof Text, gaps: LetterGap[]): string {
  const { value, problems } = evaluateWith(place, find, { now, output: 'tagged' });
  const written = writtenValue(value, language);
  if (written !== undefined && problems.length === 0) return written;
  const because = problems[0]?.text ?? { vi: 'không có giá trị', en: 'it has no value' };
  if (language === 'vi') gaps.push({ place: place.source, text: { vi: `“${place.source}”: ${because.vi}`, en: `"${place.source}": ${because.en}` } });
  return written ?? BLANK;
}

function writtenValue(value: Json, language: keyof Text): string | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return groupedDigits(String(value), language);
  if (typeof value === 'boolean') return language === 'vi' ? (value ? 'có' : 'không') : value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).slice(0, MOST_ITEMS).map((item) => writtenValue(item, language));
    return items.length === 0 || items.includes(undefined) ? undefined : items.join(', ');
  }
  const { '@type': type, '@value': text } = value as Readonly<Record<string, Json>>;
  if (typeof type !== 'string' || typeof text !== 'string') return undefined;
  if (type === 'number') return groupedDigits(text, language);
  if (type === 'date') return day(text);
  return type === 'date and time' ? moment(text, language) : text;
}

const day = (text: string): string => text.replace(/^(\d{4})-(\d{2})-(\d{2}).*$/, '$3/$2/$1');

/** `15:30 ngày 04/12/2026`, as on the receipt. */
function moment(text: string, language: keyof Text): string {
  const clock = /T(\d{2}:\d{2})/.exec(text)?.[1] ?? '';
  return language === 'vi' ? `${clock} ngày ${day(text)}` : `${clock} on ${day(text)}`;
}
