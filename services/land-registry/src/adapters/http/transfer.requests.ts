import { fieldMessage } from '@lienthong/service-host';
import { IsBoolean, IsIn, IsOptional, IsString, Length, MaxLength, ValidateIf } from 'class-validator';
import { RELATIONS, TRANSFER_KINDS, type Relation, type Remedy, type TransferKind } from '../../domain/transfer.js';

const OUTCOMES = ['verified', 'failed'] as const;
const REMEDIES = ['supplement', 'refusal'] as const satisfies readonly Remedy[];

export class VerificationRequest {
  @IsIn(OUTCOMES, fieldMessage('Kết quả thẩm định là "verified" (đạt) hoặc "failed" (không đạt)', 'The outcome is "verified" or "failed"'))
  outcome!: (typeof OUTCOMES)[number];

  /** As read on the original, where the application has it wrong. */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  certificateNumber?: string;

  @ValidateIf(({ outcome }: VerificationRequest) => outcome === 'failed')
  @IsIn(REMEDIES, fieldMessage('Khi không đạt, chọn "supplement" (bổ sung) hoặc "refusal" (từ chối)', 'A failure is remedied by "supplement" or "refusal"'))
  remedy?: Remedy;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  reason?: string;
}

export class TransferSlipRequest {
  @IsOptional()
  @IsIn(RELATIONS, fieldMessage('Quan hệ giữa hai bên không có trong danh mục', 'The relation between the parties is not in the list'))
  relation?: Relation;

  @IsOptional()
  @IsBoolean()
  onlyHome?: boolean;

  /** A sale where nothing is said. */
  @IsOptional()
  @IsIn(TRANSFER_KINDS, fieldMessage('Hình thức là "sale" (chuyển nhượng), "gift" (tặng cho) hoặc "inheritance" (thừa kế)', 'A transfer is a "sale", a "gift" or an "inheritance"'))
  transferKind?: TransferKind;
}
