import { fieldMessage, PageQuery } from '@lienthong/service-host';
import { IsIn, IsOptional, IsString, Matches, MaxLength, ValidateBy } from 'class-validator';
import { readDay } from '@lienthong/calendar';
import { PARTS, type Part } from '../../use-cases/indicator-report.js';

const IS_DAY = fieldMessage('phải là một ngày có trong lịch, ví dụ 2026-11-01', 'must be a day of the calendar, such as 2026-11-01');

/** The 31st of February has the form of a day and is none. */
function IsCalendarDay(): PropertyDecorator {
  return ValidateBy({ name: 'isCalendarDay', validator: { validate: (value) => typeof value === 'string' && readDay(value) !== undefined } }, IS_DAY);
}

/** `from` and `to` both count. */
export class IndicatorQuery extends PageQuery {
  @IsCalendarDay()
  from!: string;

  @IsCalendarDay()
  to!: string;

  /** A unit, as H56.17: what it and the units below it took in or are competent for. */
  @IsOptional() @Matches(/^[A-Za-z0-9.-]{1,40}$/, fieldMessage('phải là mã định danh đơn vị, ví dụ H56.17', 'must be the identifier of a unit, such as H56.17'))
  agency?: string;

  @IsOptional() @IsString() @MaxLength(40)
  procedure?: string;

  /** As an earlier answer gave it: the same report again. */
  @IsOptional() @IsString() @MaxLength(200)
  'as-of'?: string;

  @IsOptional() @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';
}

export class IndicatorMembersQuery extends IndicatorQuery {
  @IsOptional() @IsIn(PARTS)
  part?: Part;
}
