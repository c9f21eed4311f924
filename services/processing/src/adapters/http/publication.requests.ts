import { fieldMessage } from '@lienthong/service-host';
import { IsString, Length } from 'class-validator';

export class PublicationRequest {
  /** The BPMN 2.0 file as it is, XML text. */
  @IsString(fieldMessage('Mô hình là văn bản XML', 'The model is XML text'))
  @Length(1, 1_000_000, fieldMessage('Mô hình có từ 1 đến 1.000.000 ký tự', 'The model has 1 to 1,000,000 characters'))
  readonly model!: string;
}
