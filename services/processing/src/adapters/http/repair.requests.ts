import { fieldMessage } from '@lienthong/service-host';
import { IsObject, IsString, Length } from 'class-validator';

export class RepairRequest {
  /** The variables to set; the others stay. */
  @IsObject(fieldMessage('variables là một đối tượng JSON', 'variables is a JSON object'))
  readonly variables!: Record<string, unknown>;

  @IsString(fieldMessage('Lý do là văn bản', 'The reason is text'))
  @Length(10, 1_000, fieldMessage('Lý do có từ 10 đến 1.000 ký tự', 'The reason has 10 to 1,000 characters'))
  readonly reason!: string;
}
