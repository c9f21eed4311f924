import type { Check } from './counting.js';
import { childrenOf, textOf, type ModelElement } from './model.js';
import { isDay } from './timer.js';

/**
 * What the public has to be told of a procedure beside its parts (`lienthong:publicity`): when a ministry or province decided it (empty where nobody says,
 * never guessed), how far it is offered online, by which channels and to whom, and whether its result is a paper.
 */
export type Publicity = Readonly<{
  announcedOn: string; level: 'ministry' | 'province'; online: 'full' | 'partial' | 'none'; channels: readonly string[]; subjects: readonly string[]; yieldsDocument: boolean;
}>;

const LEVELS: readonly string[] = ['ministry', 'province'];
const EXTENTS: readonly string[] = ['full', 'partial', 'none'];
const CHANNELS: readonly string[] = ['counter', 'online', 'postal'];
const SUBJECT = /^[a-z][a-z-]{1,40}$/;

/** Null where the procedure says nothing of it. */
export function readPublicity(source: ModelElement, check: Check): Publicity | null {
  const [element, ...more] = childrenOf(source, 'publicity');
  if (element === undefined) return null;
  check(more.length === 0, 'lienthong:publicity chỉ được khai một lần', 'lienthong:publicity is said more than once');
  const text = (name: string): string => textOf(element, name) ?? '';
  const words = (name: string): readonly string[] => text(name).split(/\s+/u).filter((word) => word !== '');
  const oneOf = (name: string, values: readonly string[]): void => check(values.includes(text(name)), `${name} “${text(name)}” phải là một trong: ${values.join(', ')}`, `${name} "${text(name)}" must be one of ${values.join(', ')}`);
  check(text('announcedOn') === '' || isDay(text('announcedOn')), 'announcedOn phải là ngày của quyết định công bố, ví dụ 2026-06-01', 'announcedOn must be the day of the decision, such as 2026-06-01');
  oneOf('level', LEVELS);
  oneOf('online', EXTENTS);
  oneOf('yieldsDocument', ['true', 'false']);
  check(words('channels').length > 0 && words('channels').every((word) => CHANNELS.includes(word)), `channels phải gồm: ${CHANNELS.join(', ')}`, `channels must be some of ${CHANNELS.join(', ')}`);
  check(words('subjects').length > 0 && words('subjects').every((word) => SUBJECT.test(word)), 'subjects phải nêu đối tượng thực hiện, ví dụ citizen organisation', 'subjects must say who may apply, such as citizen organisation');
  return {
    announcedOn: text('announcedOn'), level: text('level') as Publicity['level'], online: text('online') as Publicity['online'], channels: words('channels'), subjects: words('subjects'), yieldsDocument: text('yieldsDocument') === 'true',
  };
}
