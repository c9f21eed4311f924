import { fieldMessage, IsMoment, PageQuery } from '@lienthong/service-host';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';

const REASON_TEXT = fieldMessage('Lý do là văn bản', 'The reason is text');
const REASON_LENGTH = fieldMessage('Lý do có từ 3 đến 1.000 ký tự', 'The reason has 3 to 1,000 characters');
const PERSON = fieldMessage('Mã của cán bộ, lấy từ danh sách cán bộ', 'The id of an officer, as the list of officers gives it');
const PRIORITY = fieldMessage('Mức ưu tiên là số nguyên từ 0 đến 100', 'The priority is a whole number from 0 to 100');

export class ReasonRequest {
  @IsString(REASON_TEXT) @Length(3, 1_000, REASON_LENGTH)
  readonly reason!: string;
}

/** Of an assignment and a delegation: to whom. */
export class HandToRequest extends ReasonRequest {
  @IsString(PERSON) @Length(1, 200, PERSON)
  readonly to!: string;
}

/** What is left out stays. */
export class ScheduleRequest extends ReasonRequest {
  @IsOptional() @IsMoment()
  readonly dueDate?: string;

  @IsOptional() @IsMoment()
  readonly followUpDate?: string;

  @IsOptional() @IsInt(PRIORITY) @Min(0, PRIORITY) @Max(100, PRIORITY)
  readonly priority?: number;
}

export class CommentRequest {
  @IsString(fieldMessage('Ghi chú là văn bản', 'The comment is text')) @IsNotEmpty(fieldMessage('Ghi chú không được trống', 'The comment must not be empty'))
  @MaxLength(2_000, fieldMessage('Ghi chú có tối đa 2.000 ký tự', 'The comment has 2,000 characters at most'))
  readonly text!: string;
}

/** A business error that the procedure may catch: what the officer found instead of what the step was for. */
export class TaskErrorRequest extends ReasonRequest {
  @IsString(fieldMessage('code là văn bản', 'code is text')) @Length(1, 100, fieldMessage('code có từ 1 đến 100 ký tự', 'code has 1 to 100 characters'))
  readonly code!: string;

  @IsOptional() @IsObject(fieldMessage('variables là một đối tượng JSON', 'variables is a JSON object'))
  readonly variables?: Record<string, unknown>;
}

export const MOST_COMPLETIONS = 100;
const COMPLETIONS = fieldMessage(`items có từ 1 đến ${MOST_COMPLETIONS} việc`, `items has 1 to ${MOST_COMPLETIONS} tasks`);

export class BulkItemRequest {
  @IsString(fieldMessage('taskId là văn bản', 'taskId is text')) @MaxLength(200)
  readonly taskId!: string;

  @IsObject(fieldMessage('variables là một đối tượng JSON, có thể trống', 'variables is a JSON object, which may be empty'))
  readonly variables!: Record<string, unknown>;
}

export class BulkCompletionRequest {
  @IsArray(COMPLETIONS) @ArrayMinSize(1, COMPLETIONS) @ArrayMaxSize(MOST_COMPLETIONS, COMPLETIONS) @ValidateNested({ each: true }) @Type(() => BulkItemRequest)
  readonly items!: readonly BulkItemRequest[];
}

export const TASK_VIEWS = ['unit', 'mine', 'unclaimed', 'overdue', 'follow-up', 'delegated'] as const;
export const TASK_SORTS = ['due', 'priority', 'opened'] as const;

/** `show`: the unit's (default), one's own, nobody's, past due, to be looked at again, given to others by oneself. */
export class TaskListQuery extends PageQuery {
  @IsOptional() @IsIn(['user', 'service', 'receive'], fieldMessage('kind là "user", "service" hoặc "receive"', 'kind is "user", "service" or "receive"'))
  readonly kind?: string;

  @IsOptional() @IsIn(TASK_VIEWS, fieldMessage(`show là một trong: ${TASK_VIEWS.join(', ')}`, `show is one of: ${TASK_VIEWS.join(', ')}`))
  readonly show?: (typeof TASK_VIEWS)[number];

  /** As in the first release: the same as `show=mine`. */
  @IsOptional() @IsString() @MaxLength(5)
  readonly mine?: string;

  @IsOptional() @IsIn(TASK_SORTS, fieldMessage(`sort là một trong: ${TASK_SORTS.join(', ')}`, `sort is one of: ${TASK_SORTS.join(', ')}`))
  readonly sort?: (typeof TASK_SORTS)[number];

  @IsOptional() @IsString() @MaxLength(100)
  readonly element?: string;

  @IsOptional() @IsString() @MaxLength(40)
  readonly procedure?: string;

  @IsOptional() @IsString() @MaxLength(60)
  readonly dossier?: string;

  /** At least so urgent. */
  @IsOptional() @Matches(/^\d{1,3}$/, PRIORITY)
  readonly priority?: string;
}
