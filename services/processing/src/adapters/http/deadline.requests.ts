import { fieldMessage, IsMoment, PageQuery } from '@lienthong/service-host';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

export class LookRequest {
  /** `asOf` of the list that was looked at: what became late after it stays new. */
  @IsMoment()
  readonly until!: string;
}

export class DeadlineQuery extends PageQuery {
  /** Both where it is left out. */
  @IsOptional() @IsIn(['late', 'soon'], fieldMessage('state là "late" (quá hạn) hoặc "soon" (sắp đến hạn)', 'state is "late" or "soon"'))
  readonly state?: 'late' | 'soon';

  @IsOptional() @IsString() @MaxLength(41)
  readonly agency?: string;

  @IsOptional() @IsString() @MaxLength(60)
  readonly unit?: string;

  @IsOptional() @IsString() @MaxLength(40)
  readonly procedure?: string;

  @IsOptional() @IsString() @MaxLength(60)
  readonly dossier?: string;
}
