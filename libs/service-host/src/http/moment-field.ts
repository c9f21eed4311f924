import { registerDecorator } from 'class-validator';
import { fieldMessage } from '../problems/field-message.js';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Times are kept as text and compared as text. In Vietnam's zone the last hours of 9999, written with another offset, have a year of five
 * digits and a sign before it, which sorts before every other: far ahead would count as past. Nothing that is asked of this platform was before 1900.
 */
const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(9999, 11, 31);

/** A member of a request that is a time: RFC 3339 with offset, and a date that exists, from 1900 on. */
export function IsMoment(): PropertyDecorator {
  return (target, property) => registerDecorator({
    name: 'isRFC3339', target: target.constructor, propertyName: String(property),
    options: fieldMessage('phải là ngày giờ theo RFC 3339, ví dụ 2026-11-25T09:30:00+07:00', 'must be a time by RFC 3339, such as 2026-11-25T09:30:00+07:00'),
    validator: { validate: (value: unknown) => typeof value === 'string' && isMoment(value) },
  });
}

export function isMoment(text: string): boolean {
  const instant = Date.parse(text);
  return RFC_3339.test(text) && instant >= FIRST && instant < LAST && exists(text.slice(0, 19));
}

/** `Date.parse` reads 30 February as 2 March, and 24:00 as the next day: another moment than was written. */
function exists(written: string): boolean {
  const moment = new Date(`${written}Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(written);
}
