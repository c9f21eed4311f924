import { IsMoment, PageQuery, fieldMessage, refuse, vietnamTime } from '@lienthong/service-host';
import { IsISO8601, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { PointInTime } from '../../use-cases/parcel-in-time.js';

const DAY = fieldMessage('Ngày viết theo dạng năm-tháng-ngày và có trong lịch, ví dụ 2015-05-20', 'A date is written year-month-day and exists, such as 2015-05-20');
const DAY_LENGTH = 10;

/** Whose a parcel was on a day, by what was known at a moment. */
export class ParcelTimeQuery extends PageQuery {
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, DAY) @IsISO8601({ strict: true }, DAY)
  'valid-at'?: string;

  @IsOptional() @IsMoment()
  'known-at'?: string;
}

export class RegisterQuery extends ParcelTimeQuery {
  @IsOptional() @IsString() @MaxLength(20)
  commune?: string;
}

/** Undefined where neither is said. What is not said is now, or the day on which it was known. */
export function pointOf(query: ParcelTimeQuery, now: string): PointInTime | undefined {
  const { 'valid-at': day, 'known-at': moment } = query;
  if (day === undefined && moment === undefined) return undefined;
  const knownAt = Date.parse(moment ?? now);
  if (knownAt > Date.parse(now)) refuse({ code: 'TIME_IN_FUTURE', because: `Expected to tell what was known at ${moment}, but it is ${now} only` });
  const today = vietnamTime(knownAt).slice(0, DAY_LENGTH);
  if (day !== undefined && day > today) refuse({ code: 'TIME_IN_FUTURE', because: `Expected to tell whose the parcel was on ${day}, but by what was known on ${today} nobody could know` });
  return { validAt: day ?? today, knownAt };
}
