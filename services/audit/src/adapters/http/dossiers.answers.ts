import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsMoment } from '@lienthong/service-host';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

export class DossierQuery {
  @ApiPropertyOptional({ description: 'Agency that has it now', example: 'tax' })
  @IsOptional() @IsString() @MaxLength(40)
  agency?: string;

  @ApiPropertyOptional({ description: 'State of the National Portal', minimum: 1, maximum: 10 })
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(10)
  state?: number;

  @ApiPropertyOptional({ description: 'Only late ones, or only those in time' })
  @IsOptional() @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value)) @IsBoolean()
  late?: boolean;

  @ApiPropertyOptional({ description: 'Part of the dossier code' })
  @IsOptional() @IsString() @MaxLength(60)
  q?: string;

  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(1000)
  cursor?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 200 }) @IsOptional()
  limit?: string;

  /** Read by the host; listed so that it is no unknown field. */
  @IsOptional()
  'min-position'?: string;
}

export class KnownAtQuery {
  @ApiPropertyOptional({ description: 'Record time: the history as it was known then', example: '2026-11-25T09:30:00+07:00' })
  @IsOptional() @IsMoment()
  'known-at'?: string;

  /** Read by the host; listed so that it is no unknown field. */
  @IsOptional()
  'min-position'?: string;
}

export class BilingualAnswer {
  @ApiProperty() vi!: string;
  @ApiProperty() en!: string;
}

class HolderAnswer {
  @ApiProperty({ example: 'tax' }) agency!: string;
  @ApiProperty({ example: 'H56.T7' }) unit!: string;
  @ApiProperty({ example: 'officer' }) role!: string;
}

export class DossierAnswer {
  @ApiProperty({ example: 'H56.17-20261125-0001' }) code!: string;
  @ApiProperty({ example: '1.013831' }) procedureCode!: string;
  @ApiProperty({ minimum: 1, maximum: 10 }) state!: number;
  @ApiProperty({ type: HolderAnswer, nullable: true }) holder!: HolderAnswer | null;
  @ApiProperty({ type: String, nullable: true }) element!: string | null;
  @ApiProperty({ type: BilingualAnswer, nullable: true }) task!: BilingualAnswer | null;
  @ApiProperty({ type: BilingualAnswer, nullable: true }) reason!: BilingualAnswer | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) since!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty() suspended!: boolean;
  @ApiProperty() late!: boolean;
  @ApiProperty() incidents!: number;
  @ApiProperty({ format: 'date-time' }) updatedAt!: string;
  @ApiProperty() position!: number;
}

export class DossiersAnswer {
  @ApiProperty({ type: [DossierAnswer] }) items!: DossierAnswer[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  @ApiProperty() total!: number;
}

class TimelineEntryAnswer {
  @ApiProperty() index!: number;
  @ApiProperty({ example: 'tax' }) source!: string;
  @ApiProperty({ example: 'NoticeIssued' }) type!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ format: 'date-time' }) heardAt!: string;
  @ApiProperty() sequence!: number;
  @ApiProperty({ type: BilingualAnswer }) title!: BilingualAnswer;
  @ApiProperty({ type: BilingualAnswer, nullable: true }) detail!: BilingualAnswer | null;
  @ApiProperty({ type: Object, nullable: true }) actor!: object | null;
  @ApiProperty({ type: Object }) data!: object;
}

export class DossierHistoryAnswer extends DossierAnswer {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The moment of record time that was asked for' }) knownAt!: string | null;
  @ApiProperty({ type: [TimelineEntryAnswer] }) timeline!: TimelineEntryAnswer[];
}
