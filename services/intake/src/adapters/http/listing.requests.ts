import { fieldMessage, PageQuery } from '@lienthong/service-host';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

export class DossierQuery extends PageQuery {
  @IsOptional() @Matches(/^([1-9]|10)$/, fieldMessage('phải là trạng thái từ 1 đến 10', 'must be a state from 1 to 10'))
  state?: string;

  @IsOptional() @IsString() @MaxLength(40)
  procedure?: string;

  /** Those for which no rule says who is competent, and nobody has yet. */
  @IsOptional() @IsIn(['unclear'])
  routing?: 'unclear';

  /** The beginning of a dossier code, or the whole number of a party. */
  @IsOptional() @IsString() @MaxLength(60)
  q?: string;
}

export class ProcedureQuery extends PageQuery {}

export class ReceiptQuery {
  @IsOptional() @IsIn(['json', 'html'])
  format?: 'json' | 'html';

  @IsOptional()
  'min-position'?: string;
}
