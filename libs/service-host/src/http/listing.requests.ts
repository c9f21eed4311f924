import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { fieldMessage } from '../problems/field-message.js';

/** Query of a list, for `pageOf`; a list with filters extends it. */
export class PageQuery {
  @IsOptional() @IsString() @MaxLength(1_000)
  cursor?: string;

  @IsOptional() @Matches(/^\d{1,3}$/, fieldMessage('phải là số từ 1 đến 200', 'must be a number from 1 to 200'))
  limit?: string;

  /** Read by the host; listed so that it is no unknown field. */
  @IsOptional()
  'min-position'?: string;
}

/** Query of a work list. */
export class WorkQuery extends PageQuery {
  @IsOptional() @IsString() @MaxLength(60)
  type?: string;

  @IsOptional() @IsString() @MaxLength(60)
  dossier?: string;
}
