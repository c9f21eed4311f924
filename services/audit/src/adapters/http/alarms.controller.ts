import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Allow, decodeCursor, encodeCursor, pageLimit, Position } from '@lienthong/service-host';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { AlarmReads } from '../../use-cases/alarms.js';
import type { Alarm } from '../../use-cases/alarms.js';
import { WATCHES_LOGS } from '../../use-cases/sight.js';
import { BilingualAnswer } from './dossiers.answers.js';

export class AlarmQuery {
  @ApiPropertyOptional({ description: 'Only those that are open, or only those that were mended' })
  @IsOptional() @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value)) @IsBoolean()
  open?: boolean;

  @ApiPropertyOptional({ description: 'Service whose log it is', example: 'tax' })
  @IsOptional() @IsString() @MaxLength(40)
  service?: string;

  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(1000)
  cursor?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 200 }) @IsOptional()
  limit?: string;

  /** Read by the host; listed so that it is no unknown field. */
  @IsOptional()
  'min-position'?: string;
}

class AlarmAnswer {
  @ApiProperty({ example: 'tax.entry-altered.17' }) id!: string;
  @ApiProperty({ example: 'entry-altered' }) kind!: string;
  @ApiProperty({ example: 'lienthong.example/tax' }) log!: string;
  @ApiProperty({ example: 'tax' }) service!: string;
  @ApiProperty({ type: Number, nullable: true }) index!: number | null;
  @ApiProperty() subject!: string;
  @ApiProperty({ type: BilingualAnswer }) explanation!: BilingualAnswer;
  @ApiProperty({ format: 'date-time' }) foundAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) mendedAt!: string | null;
  @ApiProperty() position!: number;
}

export class AlarmsAnswer {
  @ApiProperty({ type: [AlarmAnswer] }) items!: AlarmAnswer[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  @ApiProperty({ description: 'All that are open, whatever the filter' }) open!: number;
}

/** What was found wrong with a log: by the witness, the monitor, or the service itself. */
@ApiTags('audit')
@Controller('alarms')
export class AlarmsController {
  constructor(private readonly alarms: AlarmReads) {}

  @Get()
  @Allow({ roles: [...WATCHES_LOGS] })
  @ApiOperation({ summary: 'Divergences of logs, newest first: which log, which index, what is wrong' })
  @ApiOkResponse({ type: AlarmsAnswer })
  async list(@Query() query: AlarmQuery, @Position() minPosition?: number): Promise<{ items: readonly Alarm[]; next: string | null; open: number }> {
    const limit = pageLimit(query.limit);
    const before = decodeCursor(query.cursor, 1)?.[0];
    const { items, open } = await this.alarms.list(
      { ...(query.open === undefined ? {} : { open: query.open }), ...(query.service === undefined ? {} : { service: query.service }) },
      { before: typeof before === 'number' ? before : undefined, limit }, minPosition);
    return { items, open, next: items.length === limit ? encodeCursor([items.at(-1)!.position]) : null };
  }
}
