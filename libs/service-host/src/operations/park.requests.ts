import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';

export class ParkQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200)
  limit?: number;

  /** Id of the last row of the page before. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1)
  before?: number;

  /** Only the messages of one dossier. */
  @IsOptional() @IsString() @MaxLength(200)
  key?: string;

  @IsOptional() @IsIn(['waiting', 'handled', 'discarded'])
  status?: 'waiting' | 'handled' | 'discarded';
}

export class DiscardRequest {
  /** Why the message may be forgotten; kept with it. */
  @IsString() @MinLength(10) @MaxLength(1_000)
  reason!: string;
}
