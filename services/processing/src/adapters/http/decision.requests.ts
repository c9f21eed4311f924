import { fieldMessage } from '@lienthong/service-host';
import { IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';

const DAY = fieldMessage('Ngày hiệu lực dạng 2026-07-01', 'The effective day is written 2026-07-01');

export class DecisionRequest {
  /** The DMN file as it is, XML text. */
  @IsString(fieldMessage('Mô hình là văn bản XML', 'The model is XML text'))
  @Length(1, 1_000_000, fieldMessage('Mô hình có từ 1 đến 1.000.000 ký tự', 'The model has 1 to 1,000,000 characters'))
  readonly model!: string;

  /** What is validly received from this day on is decided by it. */
  @IsISO8601({ strict: true }, DAY)
  @Matches(/^\d{4}-\d{2}-\d{2}$/, DAY)
  readonly effectiveFrom!: string;

  /** A line of JSON each: `{"decision" or "service", "input", "expected", "id"?}`. */
  @IsOptional()
  @IsString(fieldMessage('Ví dụ là văn bản, mỗi dòng một ví dụ', 'Examples are text, one a line'))
  @Length(0, 1_000_000, fieldMessage('Ví dụ có tối đa 1.000.000 ký tự', 'The examples have at most 1,000,000 characters'))
  readonly examples?: string;
}
