import { fieldMessage } from '@lienthong/service-host';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import type { AmountKind } from '../../domain/assessment.js';

const KINDS = ['pit', 'registration-fee'] as const satisfies readonly AmountKind[];
const MOST_DONG = 1_000_000_000_000_000;
const DONG = fieldMessage('Số tiền là số nguyên đồng, từ 0 đến 1.000.000 tỷ', 'Money is a whole number of đồng, from 0 to 10^15');
const DONG_TO_REFUND = fieldMessage('Số tiền hoàn là số nguyên đồng, từ 1 đến 1.000.000 tỷ', 'A refund is a whole number of đồng, from 1 to 10^15');

export class CorrectionRequest {
  @IsIn(KINDS, fieldMessage('Khoản điều chỉnh là "pit" (thuế TNCN) hoặc "registration-fee" (lệ phí trước bạ)', 'What is corrected is "pit" or "registration-fee"'))
  kind!: AmountKind;

  @IsInt(DONG)
  @Min(0, DONG)
  @Max(MOST_DONG, DONG)
  amount!: number;
}

export class AssessmentRequest {
  /** Filed with VNeID level 2, where the officer knows it. */
  @IsOptional()
  @IsBoolean()
  electronicFiling?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(KINDS.length)
  @ArrayUnique((correction: CorrectionRequest) => correction.kind, fieldMessage('Mỗi khoản chỉ điều chỉnh một lần', 'Each amount is corrected once'))
  @ValidateNested({ each: true })
  @Type(() => CorrectionRequest)
  corrections?: CorrectionRequest[];

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  reason?: string;
}

export class RefundRequest {
  @IsString()
  @Length(1, 64)
  bankReference!: string;

  @IsInt(DONG_TO_REFUND)
  @Min(1, DONG_TO_REFUND)
  @Max(MOST_DONG, DONG_TO_REFUND)
  amount!: number;

  @IsString()
  @MaxLength(2_000)
  reason!: string;
}

export class AllotmentRequest {
  @Matches(/^[\w.-]{1,64}$/, fieldMessage('Mã hồ sơ không đúng dạng', 'The dossier code is malformed'))
  dossierCode!: string;

  @IsString()
  @MaxLength(2_000)
  reason!: string;
}
