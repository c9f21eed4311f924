import { fieldMessage } from '@lienthong/service-host';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { MEDIA_TYPES, type MediaType } from '../../domain/stored-file.js';

const TASK_ID = /^[A-Za-z0-9.-]{1,60}~[\p{L}\p{N}_.-]{1,100}~\d{1,6}$/u;

export class UploadedFileRequest {
  @IsString() @IsNotEmpty() @MaxLength(200)
  name!: string;

  @Matches(/^[0-9a-f]{64}$/, fieldMessage('phải là mã SHA-256 của tệp đã tải lên (64 chữ số hệ 16)', 'must be the SHA-256 of an uploaded file (64 hexadecimal digits)'))
  sha256!: string;

  /** Bytes. */
  @IsInt() @Min(1)
  size!: number;

  @IsIn(Object.keys(MEDIA_TYPES))
  mediaType!: MediaType;
}

export class AttachFileRequest {
  @IsObject() @ValidateNested() @Type(() => UploadedFileRequest)
  file!: UploadedFileRequest;

  /** The task in whose form it is named. */
  @IsOptional() @Matches(TASK_ID, fieldMessage('phải là mã việc, ví dụ H56.17-20261125-0001~check~1', 'must be the id of a task such as H56.17-20261125-0001~check~1'))
  taskId?: string;
}
