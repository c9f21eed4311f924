import { fieldMessage, IsMoment, PageQuery } from '@lienthong/service-host';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { SYNCHRONISATION_STATUSES, type SynchronisationStatus } from '../../domain/synchronisation.js';

export class SynchronisationQuery extends PageQuery {
  @IsOptional() @IsIn(SYNCHRONISATION_STATUSES)
  status?: SynchronisationStatus;

  /** A dossier's code. */
  @IsOptional() @IsString() @MaxLength(60)
  dossier?: string;
}

export class ReportSynchronisationRequest {
  /** Of the state that is reported, as the list gave it. */
  @IsInt() @Min(1) @Max(2_147_483_647)
  dossierVersion!: number;

  @IsIn(['synchronised', 'refused'])
  outcome!: 'synchronised' | 'refused';

  /** The portal's own, where it took the state. */
  @ValidateIf(({ outcome }) => outcome === 'synchronised')
  @IsString() @Matches(/^[\p{L}\p{N}./_:-]{1,120}$/u, fieldMessage('phải là mã do Cổng Dịch vụ công quốc gia trả về', 'must be the reference that the National Portal gave'))
  reference?: string;

  /** In the portal's words, where it did not. */
  @ValidateIf(({ outcome }) => outcome === 'refused')
  @IsString() @IsNotEmpty() @MaxLength(1_000)
  reason?: string;

  /** Now, unless said. */
  @IsOptional() @IsMoment()
  at?: string;
}
