import { fieldMessage } from '@lienthong/service-host';
import { IsObject, IsOptional, IsString, Length } from 'class-validator';

export class CalendarRequest {
  /** Id, title, shifts by weekday, closed, swapped and regular days, years and zone; or what it `inherits` and only what differs. */
  @IsObject(fieldMessage('calendar là một đối tượng JSON', 'calendar is a JSON object'))
  readonly calendar!: Record<string, unknown>;

  /** An iCalendar file whose days stand in the place of those in `calendar`. */
  @IsOptional()
  @IsString(fieldMessage('icalendar là văn bản iCalendar', 'icalendar is iCalendar text'))
  @Length(1, 1_000_000, fieldMessage('icalendar có từ 1 đến 1.000.000 ký tự', 'icalendar has 1 to 1,000,000 characters'))
  readonly icalendar?: string;
}
