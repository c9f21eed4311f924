import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SelfAudit, type SelfAuditStatus } from '@lienthong/event-store';
import { Allow } from '../identity/allow.js';

class PassAnswer {
  @ApiProperty({ description: 'Passes that were completed' }) number!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) begunAt!: string | null;
  @ApiProperty({ description: 'Events looked at in the pass at hand' }) checked!: number;
  @ApiProperty() of!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ type: Number, nullable: true }) durationMs!: number | null;
}

class FindingAnswer {
  @ApiProperty({ example: 'payload-altered' }) kind!: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Log index, where one event is meant' }) index!: number | null;
  @ApiProperty({ example: 'event 42' }) subject!: string;
  @ApiProperty({ type: Object, description: 'In Vietnamese (vi) and English (en)' }) explanation!: object;
  @ApiProperty({ format: 'date-time' }) foundAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) mendedAt!: string | null;
}

export class IntegrityAnswer {
  @ApiProperty({ example: 'lienthong.local/tax' }) origin!: string;
  @ApiProperty({ type: PassAnswer }) pass!: PassAnswer;
  @ApiProperty({ type: [FindingAnswer] }) findings!: FindingAnswer[];
}

/** What this service found when it compared its own rows, tiles, read models and files with what it had committed to. */
@ApiTags('operations')
@Controller('integrity')
export class IntegrityController {
  constructor(private readonly audit: SelfAudit) {}

  @Get()
  @Allow({ roles: ['service', 'auditor', 'administrator'] })
  @ApiOperation({ summary: 'The self-audit: how far it is, and what does not fit; at most 200 findings, open ones first' })
  @ApiOkResponse({ type: IntegrityAnswer })
  integrity(): Promise<SelfAuditStatus> {
    return this.audit.status();
  }
}
