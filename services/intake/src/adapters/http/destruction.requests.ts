import { fieldMessage, PageQuery } from '@lienthong/service-host';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { MOST_DOSSIERS } from '../../domain/destruction-list.decider.js';
import type { KnownList } from '../../domain/destruction-list.js';

const DOSSIER_CODE = /^[A-Za-z0-9.-]{8,60}$/;
const STATUSES: readonly KnownList['status'][] = ['proposed', 'approved', 'rejected', 'certified'];

export class ProposeDestructionRequest {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_DOSSIERS) @ArrayUnique()
  @Matches(DOSSIER_CODE, { each: true, ...fieldMessage('phải là mã hồ sơ hoặc số đơn', 'must be the code of a dossier or the number of a petition') })
  dossiers!: string[];

  @IsString() @MaxLength(1_000)
  legalBasis!: string;
}

export class ApproveDestructionRequest {}

export class RejectDestructionRequest {
  @IsString() @MaxLength(1_000)
  reason!: string;
}

export class CandidatesQuery extends PageQuery {
  @IsOptional() @IsIn(['dossiers', 'petitions'])
  of?: 'dossiers' | 'petitions';
}

export class DestructionQuery extends PageQuery {
  @IsOptional() @IsIn(STATUSES)
  status?: KnownList['status'];
}
