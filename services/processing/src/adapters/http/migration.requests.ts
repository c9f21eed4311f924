import { fieldMessage } from '@lienthong/service-host';
import { IsIn, IsInt, IsObject, IsOptional, IsString, Length, Max, Min } from 'class-validator';

/** A file has at most 2,000 elements. */
export const MOST_MAPPED = 2_000;
const MOST_VERSIONS = 1_000_000;
const VERSION = fieldMessage('Phiên bản là số nguyên từ 1', 'The version is a whole number from 1');

export class MigrationRequest {
  /** The version that the dossiers run by now. */
  @IsInt(VERSION)
  @Min(1, VERSION)
  @Max(MOST_VERSIONS, VERSION)
  readonly from!: number;

  /** The version that they are to run by. */
  @IsInt(VERSION)
  @Min(1, VERSION)
  @Max(MOST_VERSIONS, VERSION)
  readonly to!: number;

  /** Old element ids to new ones; an element that is not named stays under its own id. */
  @IsOptional()
  @IsObject(fieldMessage('elements là một đối tượng JSON', 'elements is a JSON object'))
  readonly elements?: Record<string, unknown>;

  /** The same for flows. */
  @IsOptional()
  @IsObject(fieldMessage('flows là một đối tượng JSON', 'flows is a JSON object'))
  readonly flows?: Record<string, unknown>;

  /** `kept` (the default): the date that the citizen was promised stays; `recounted`: it follows the limit of the new version. */
  @IsOptional()
  @IsIn(['kept', 'recounted'], fieldMessage('dueDate là "kept" hoặc "recounted"', 'dueDate is "kept" or "recounted"'))
  readonly dueDate?: 'kept' | 'recounted';

  /** Entered in every dossier's history. */
  @IsString(fieldMessage('Lý do là văn bản', 'The reason is text'))
  @Length(10, 1_000, fieldMessage('Lý do có từ 10 đến 1.000 ký tự', 'The reason has 10 to 1,000 characters'))
  readonly reason!: string;
}
