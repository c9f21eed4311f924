import { fieldMessage, IsMoment } from '@lienthong/service-host';
import { IsOptional, IsString, Length } from 'class-validator';

const PERSON = fieldMessage('Mã của cán bộ, lấy từ danh sách cán bộ', 'The id of an officer, as the list of officers gives it');

export class AbsenceRequest {
  /** Who is away; oneself when left out. */
  @IsOptional() @IsString(PERSON) @Length(1, 200, PERSON)
  readonly person?: string;

  @IsString(PERSON) @Length(1, 200, PERSON)
  readonly substitute!: string;

  @IsMoment()
  readonly from!: string;

  @IsMoment()
  readonly to!: string;

  @IsString(fieldMessage('Lý do là văn bản', 'The reason is text')) @Length(3, 1_000, fieldMessage('Lý do có từ 3 đến 1.000 ký tự', 'The reason has 3 to 1,000 characters'))
  readonly reason!: string;
}
