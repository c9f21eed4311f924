import type { ClockCorrection } from '@lienthong/calendar';
import { fieldMessage } from '@lienthong/service-host';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';

const KINDS = ['receipt', 'suspension-begin', 'suspension-end', 'suspension-void', 'suspension-ground', 'calendar'] as const satisfies readonly ClockCorrection['what'][];
const GROUNDS = ['supplement', 'financial-obligation'] as const;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const TIME_MESSAGE = fieldMessage('phải là thời điểm có múi giờ, ví dụ 2026-11-20T15:30:00+07:00', 'must be a time with an offset, such as 2026-11-20T15:30:00+07:00');

export class AmendmentRequest {
  /** Read by the citizen and kept with the date. */
  @IsString(fieldMessage('Lý do là văn bản', 'The reason is text'))
  @Length(10, 1_000, fieldMessage('Lý do có từ 10 đến 1.000 ký tự', 'The reason has 10 to 1,000 characters'))
  @Matches(/\S\s+\S/u, fieldMessage('Lý do là một câu, ít nhất hai từ', 'The reason is a sentence of at least two words'))
  readonly reason!: string;

  /** The date that the preview showed. Where it would be another by now, nothing is changed. */
  @IsOptional()
  @Matches(TIME, TIME_MESSAGE)
  readonly previewedDueAt?: string;
}

export class ClockCorrectionRequest extends AmendmentRequest {
  @IsIn(KINDS, fieldMessage(`what là một trong: ${KINDS.join(', ')}`, `what is one of: ${KINDS.join(', ')}`))
  readonly what!: (typeof KINDS)[number];

  /** Which suspension, counted from 1 as the derivation lists them. */
  @IsOptional()
  @IsInt(fieldMessage('suspension là số thứ tự', 'suspension is a number'))
  @Min(1)
  @Max(1_000)
  readonly suspension?: number;

  /** receipt, suspension-begin, suspension-end: the right time. */
  @IsOptional()
  @Matches(TIME, TIME_MESSAGE)
  readonly at?: string;

  @IsOptional()
  @IsIn(GROUNDS, fieldMessage(`ground là một trong: ${GROUNDS.join(', ')}`, `ground is one of: ${GROUNDS.join(', ')}`))
  readonly ground?: (typeof GROUNDS)[number];

  /** The reference of a calendar version, such as vn-h56-2026@2. */
  @IsOptional()
  @IsString()
  @Length(1, 80)
  readonly calendar?: string;
}

export class ClockExtensionRequest extends AmendmentRequest {
  /** Working days or time, or months: P5D, PT4H, P1M. */
  @IsString()
  @Length(3, 12, fieldMessage('limit là một thời hạn như P5D', 'limit is one such as P5D'))
  @Matches(/^(?!PT?0+[DHM]$)/, fieldMessage('limit phải dài hơn không', 'limit is more than nothing'))
  readonly limit!: string;

  /** The rule that allows it, such as article 21 of Decree 23/2015. */
  @IsOptional()
  @IsString()
  @Length(3, 300, fieldMessage('Căn cứ pháp lý có từ 3 đến 300 ký tự', 'The legal basis has 3 to 300 characters'))
  @Matches(/\S/u, fieldMessage('Căn cứ pháp lý không được để trống', 'The legal basis is not blank'))
  readonly legalBasis?: string;
}

export class ApologyRequest extends AmendmentRequest {
  /** The one new date. */
  @Matches(TIME, TIME_MESSAGE)
  readonly dueAt!: string;
}
