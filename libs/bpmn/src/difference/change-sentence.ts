import { assertNever } from '@lienthong/kernel';
import type { Text } from '../instance-events.js';
import { aspectName } from './aspect-names.js';
import type { Change } from './change.js';
import { typeName } from './type-names.js';

/** A sentence is read in a list: the whole text stands beside it. */
const MOST_CHARACTERS = 160;
const MOST_USERS = 5;

type Told = Omit<Change, 'text'> & Readonly<{ references: boolean }>;

/** `nameOf` gives the name behind an id, '' where it has none; `usedBy`: who refers to the thing. */
export function sentenceOf(change: Told, nameOf: (id: string) => string, usedBy: readonly string[]): Text {
  const { kind, element, name, type, what } = change;
  const called = (id: string, own = nameOf(id)): string => (own === '' ? id : `“${shortened(own)}” (${id})`);
  const thing = (language: keyof Text): string => `${typeName(type)[language]}${element === '' ? '' : ` ${called(element, name)}`}`;
  const users = usedBy.length === 0 ? '' : usedBy.slice(0, MOST_USERS).map((id) => called(id)).join(', ') + (usedBy.length > MOST_USERS ? ', …' : '');
  switch (kind) {
    case 'added':
      return { vi: `Thêm: ${thing('vi')}`, en: `Added: ${thing('en')}` };
    case 'removed':
      return { vi: `Bỏ: ${thing('vi')}`, en: `Removed: ${thing('en')}` };
    case 'renamed':
      return { vi: `${thing('vi')}: chỉ đổi mã, trước là ${change.before}`, en: `${thing('en')}: only the id is new, it was ${change.before}` };
    case 'moved':
      return {
        vi: `${thing('vi')}: chuyển từ ${placeOf(change.before, called, 'vi')} sang ${placeOf(change.after, called, 'vi')}`,
        en: `${thing('en')}: moved from ${placeOf(change.before, called, 'en')} to ${placeOf(change.after, called, 'en')}`,
      };
    case 'changed':
      return {
        vi: `${thing('vi')}: ${changed(change, aspectName(what).vi, called, 'vi')}${users === '' ? '' : ` (dùng ở ${users})`}`,
        en: `${thing('en')}: ${changed(change, aspectName(what).en, called, 'en')}${users === '' ? '' : ` (used by ${users})`}`,
      };
    default:
      return assertNever(kind);
  }
}

type Called = (id: string) => string;

function changed({ before, after, what, references }: Told, aspect: string, called: Called, language: keyof Text): string {
  const said = (value: string): string => {
    if (references) return value.split(', ').map((id) => called(id)).join(', ');
    return what === 'type' ? typeName(value)[language] : `“${shortened(value)}”`;
  };
  if (before === null) return language === 'vi' ? `thêm ${aspect} ${said(after ?? '')}` : `${aspect} ${said(after ?? '')} is new`;
  if (after === null) return language === 'vi' ? `bỏ ${aspect} ${said(before)}` : `${aspect} ${said(before)} is gone`;
  return language === 'vi' ? `${aspect} đổi từ ${said(before)} thành ${said(after)}` : `${aspect} changed from ${said(before)} to ${said(after)}`;
}

function placeOf(scope: string | null, called: Called, language: keyof Text): string {
  if (scope === null || scope === '') return language === 'vi' ? 'tệp' : 'the file';
  return called(scope);
}

function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS)}…`;
}
