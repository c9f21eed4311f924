import { fieldMessage } from '@lienthong/service-host';
import { IsIn, IsISO8601, IsObject, IsOptional, IsString, Length, Matches } from 'class-validator';

const DAY = fieldMessage('Ngày dạng 2026-07-01', 'A day is written 2026-07-01');

export class TrialRequest {
  /** Id of a decision of the model. */
  @IsString(fieldMessage('Mã quyết định là văn bản', 'The id of the decision is text')) @Length(1, 200, fieldMessage('Mã quyết định có từ 1 đến 200 ký tự', 'The id of the decision has 1 to 200 characters'))
  readonly decision!: string;

  /** Input data by name; a date is `{"@type": "date", "@value": "2026-07-01"}`. */
  @IsObject(fieldMessage('Dữ liệu đầu vào là một đối tượng JSON', 'The input is a JSON object'))
  readonly input!: Record<string, unknown>;
}

export class DayQuery {
  @IsISO8601({ strict: true }, DAY) @Matches(/^\d{4}-\d{2}-\d{2}$/, DAY)
  readonly on!: string;

  /** Read by the host; listed so that it is no unknown field. */
  @IsOptional()
  'min-position'?: string;
}

export class CountingQuery {
  /** Where it is counted from, RFC 3339 with offset. */
  @IsString() @Length(1, 40)
  readonly from!: string;

  /** `P10D`, `P2M`, `PT4H`, `P0D` for the same day. */
  @IsString() @Length(1, 20)
  readonly limit!: string;

  @IsOptional() @IsIn(['working', 'calendar'], fieldMessage('days là "working" (ngày làm việc) hoặc "calendar" (ngày liên tục)', 'days is "working" or "calendar"'))
  readonly days?: 'working' | 'calendar';

  /** Received later in the day, it counts from the next working day: `15:00`. */
  @IsOptional() @IsString() @Length(1, 5)
  readonly cutOff?: string;

  @IsOptional()
  'min-position'?: string;
}
