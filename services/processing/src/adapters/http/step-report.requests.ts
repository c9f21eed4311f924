import { readDay } from '@lienthong/calendar';
import { fieldMessage, PageQuery } from '@lienthong/service-host';
import { IsOptional, IsString, MaxLength, ValidateBy } from 'class-validator';

/** The 31st of February has the form of a day and is none. */
function IsCalendarDay(): PropertyDecorator {
  return ValidateBy({ name: 'isCalendarDay', validator: { validate: (value) => typeof value === 'string' && readDay(value) !== undefined } }, fieldMessage('phải là một ngày có trong lịch, ví dụ 2026-11-01', 'must be a day of the calendar, such as 2026-11-01'));
}

/** Steps that were due from the first to the last day. */
export class StepReportQuery extends PageQuery {
  @IsCalendarDay()
  readonly from!: string;

  @IsCalendarDay()
  readonly to!: string;

  @IsOptional() @IsString() @MaxLength(41)
  readonly agency?: string;

  @IsOptional() @IsString() @MaxLength(40)
  readonly procedure?: string;
}

export class LateStepsQuery extends StepReportQuery {
  @IsOptional() @IsString() @MaxLength(200)
  readonly element?: string;
}
