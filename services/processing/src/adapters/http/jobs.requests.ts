import { fieldMessage } from '@lienthong/service-host';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';

/** One look takes them, one batch of outcomes brings them back. */
export const MOST_JOBS = 100;
const MOST_TYPES = 50;
/** Less than what stands between worker and service closes a silent connection after. */
export const LONGEST_WAIT_SECONDS = 30;
/** Who needs longer extends the lock while they work; a worker that died is noticed after this at the latest. */
export const LONGEST_LOCK_SECONDS = 3_600;
export const USUAL_LOCK_SECONDS = 60;

const TYPES = fieldMessage(`types có từ 1 đến ${MOST_TYPES} loại việc, mỗi loại từ 1 đến 200 ký tự`, `types has 1 to ${MOST_TYPES} types of jobs of 1 to 200 characters each`);
const WORKER = fieldMessage('worker là tên máy xử lý, từ 1 đến 100 ký tự', 'worker is the name of the worker, of 1 to 100 characters');
const JOBS = fieldMessage(`maxJobs là số từ 1 đến ${MOST_JOBS}`, `maxJobs is a number from 1 to ${MOST_JOBS}`);
const LOCK_SECONDS = fieldMessage(`lockSeconds là số từ 1 đến ${LONGEST_LOCK_SECONDS}`, `lockSeconds is a number from 1 to ${LONGEST_LOCK_SECONDS}`);
const WAIT_SECONDS = fieldMessage(`waitSeconds là số từ 0 đến ${LONGEST_WAIT_SECONDS}`, `waitSeconds is a number from 0 to ${LONGEST_WAIT_SECONDS}`);
const LOCK = fieldMessage('lock là khóa nhận được cùng với việc', 'lock is what came with the job');
const OFFICE = fieldMessage('agency và unit là mã cơ quan, tối đa 64 ký tự', 'agency and unit are codes of at most 64 characters');
const VARIABLES = fieldMessage('variables là một đối tượng JSON', 'variables is a JSON object');
const RETRIES = fieldMessage('retries là số từ 0 đến 100', 'retries is a number from 0 to 100');
const RETRY_AFTER = fieldMessage('retryAfter là khoảng thời gian ISO 8601, ví dụ PT30S', 'retryAfter is an ISO 8601 duration such as PT30S');
const CODE = fieldMessage('code có từ 1 đến 100 ký tự', 'code has 1 to 100 characters');
const TEXT = fieldMessage('text nói điều đã xảy ra: {vi, en}, mỗi câu từ 1 đến 1.000 ký tự', 'text says what happened: {vi, en} of 1 to 1,000 characters each');

export class ActivationRequest {
  @IsArray(TYPES) @ArrayMinSize(1, TYPES) @ArrayMaxSize(MOST_TYPES, TYPES) @IsString({ ...TYPES, each: true }) @Length(1, 200, { ...TYPES, each: true })
  readonly types!: string[];

  /** The name shown to the others while it holds a job. */
  @IsString(WORKER) @Length(1, 100, WORKER)
  readonly worker!: string;

  @IsOptional() @IsInt(JOBS) @Min(1, JOBS) @Max(MOST_JOBS, JOBS)
  readonly maxJobs: number = 10;

  @IsOptional() @IsInt(LOCK_SECONDS) @Min(1, LOCK_SECONDS) @Max(LONGEST_LOCK_SECONDS, LOCK_SECONDS)
  readonly lockSeconds: number = USUAL_LOCK_SECONDS;

  /** How long to wait for the first job. */
  @IsOptional() @IsInt(WAIT_SECONDS) @Min(0, WAIT_SECONDS) @Max(LONGEST_WAIT_SECONDS, WAIT_SECONDS)
  readonly waitSeconds: number = 0;

  @IsOptional() @IsString(OFFICE) @MaxLength(64, OFFICE)
  readonly agency?: string;

  @IsOptional() @IsString(OFFICE) @MaxLength(64, OFFICE)
  readonly unit?: string;
}

export class StreamQuery {
  /** Divided by commas. */
  @IsString(TYPES) @Matches(/^[^,]{1,200}(,[^,]{1,200}){0,49}$/u, TYPES)
  readonly types!: string;

  @IsString(WORKER) @Length(1, 100, WORKER)
  readonly worker!: string;

  @IsOptional() @Matches(/^([1-9]\d?|100)$/, JOBS)
  readonly maxJobs?: string;

  @IsOptional() @Matches(/^([1-9]\d{0,2}|[12]\d{3}|3[0-5]\d{2}|3600)$/, LOCK_SECONDS)
  readonly lockSeconds?: string;

  @IsOptional() @IsString(OFFICE) @MaxLength(64, OFFICE)
  readonly agency?: string;

  @IsOptional() @IsString(OFFICE) @MaxLength(64, OFFICE)
  readonly unit?: string;
}

export class WhatHappened {
  @IsString(TEXT) @Length(1, 1_000, TEXT)
  readonly vi!: string;

  @IsString(TEXT) @Length(1, 1_000, TEXT)
  readonly en!: string;
}

class UnderLock {
  @IsUUID(undefined, LOCK)
  readonly lock!: string;
}

export class JobCompletionRequest extends UnderLock {
  @IsObject(VARIABLES)
  readonly variables!: Record<string, unknown>;
}

export class JobFailureRequest extends UnderLock {
  /** How many more tries it gets; 0 makes it an incident. */
  @IsInt(RETRIES) @Min(0, RETRIES) @Max(100, RETRIES)
  readonly retries!: number;

  @IsOptional() @IsString(RETRY_AFTER) @Matches(/^P(?!$)[0-9DTHMSW.,]{1,30}$/, RETRY_AFTER)
  readonly retryAfter?: string;

  @IsString(CODE) @Length(1, 100, CODE)
  readonly code!: string;

  @IsObject(TEXT) @ValidateNested() @Type(() => WhatHappened)
  readonly text!: WhatHappened;
}

export class JobErrorRequest extends UnderLock {
  /** What the model's error events catch. */
  @IsString(CODE) @Length(1, 100, CODE)
  readonly code!: string;

  @IsObject(TEXT) @ValidateNested() @Type(() => WhatHappened)
  readonly text!: WhatHappened;

  @IsOptional() @IsObject(VARIABLES)
  readonly variables: Record<string, unknown> = {};
}

export class LockExtensionRequest extends UnderLock {
  @IsOptional() @IsInt(LOCK_SECONDS) @Min(1, LOCK_SECONDS) @Max(LONGEST_LOCK_SECONDS, LOCK_SECONDS)
  readonly lockSeconds: number = USUAL_LOCK_SECONDS;
}

export const OUTCOMES = ['completion', 'failure', 'error'] as const;
const KIND = fieldMessage(`kind là một trong: ${OUTCOMES.join(', ')}`, `kind is one of: ${OUTCOMES.join(', ')}`);
const JOB_ID = fieldMessage('jobId có từ 1 đến 200 ký tự', 'jobId has 1 to 200 characters');

/** One of many: members as of the request of its kind. */
export class OutcomeRequest extends UnderLock {
  @IsString(JOB_ID) @Length(1, 200, JOB_ID)
  readonly jobId!: string;

  @IsIn(OUTCOMES, KIND)
  readonly kind!: (typeof OUTCOMES)[number];

  @IsOptional() @IsObject(VARIABLES)
  readonly variables: Record<string, unknown> = {};

  @IsOptional() @IsInt(RETRIES) @Min(0, RETRIES) @Max(100, RETRIES)
  readonly retries: number = 0;

  @IsOptional() @IsString(RETRY_AFTER) @Matches(/^P(?!$)[0-9DTHMSW.,]{1,30}$/, RETRY_AFTER)
  readonly retryAfter?: string;

  @IsOptional() @IsString(CODE) @Length(1, 100, CODE)
  readonly code?: string;

  @IsOptional() @IsObject(TEXT) @ValidateNested() @Type(() => WhatHappened)
  readonly text?: WhatHappened;
}

const LIST = fieldMessage(`outcomes có từ 1 đến ${MOST_JOBS} kết quả`, `outcomes has 1 to ${MOST_JOBS} outcomes`);

export class OutcomesRequest {
  @IsString(WORKER) @Length(1, 100, WORKER)
  readonly worker!: string;

  @IsArray(LIST) @ArrayMinSize(1, LIST) @ArrayMaxSize(MOST_JOBS, LIST) @ValidateNested({ each: true }) @Type(() => OutcomeRequest)
  readonly outcomes!: OutcomeRequest[];
}
