import { fieldMessage, PageQuery } from '@lienthong/service-host';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PARTS, type Part } from '../../use-cases/indicator-report.js';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const IS_DAY = fieldMessage('phải là một ngày, ví dụ 2026-11-01', 'must be a day, such as 2026-11-01');

/** `from` and `to` both count. */
export class IndicatorQuery extends PageQuery {
  @Matches(DAY, IS_DAY)
  from!: string;

  @Matches(DAY, IS_DAY)
  to!: string;

  /** A unit, as H56.17: what it and the units below it took in or are competent for. */
  @IsOptional() @Matches(/^[A-Za-z0-9.-]{1,40}$/, fieldMessage('phải là mã định danh đơn vị, ví dụ H56.17', 'must be the identifier of a unit, such as H56.17'))
  agency?: string;

  @IsOptional() @IsString() @MaxLength(40)
  procedure?: string;

  /** As an earlier answer gave it: the same report again. */
  @IsOptional() @IsString() @MaxLength(200)
  'as-of'?: string;

  @IsOptional() @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';
}

export class IndicatorMembersQuery extends IndicatorQuery {
  @IsOptional() @IsIn(PARTS)
  part?: Part;
}
