import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, TransparencyPolicy } from '@lienthong/service-host';
import { AlarmReads } from '../../use-cases/alarms.js';
import { logStates } from '../../use-cases/log-states.js';
import type { LogState } from '../../use-cases/log-states.js';
import { AuditedLogs } from '../../use-cases/monitor/audited-logs.js';
import { WATCHES_LOGS } from '../../use-cases/sight.js';

class ServedAnswer {
  @ApiProperty() size!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) cosignedAt!: string | null;
}

class VerifiedAnswer {
  @ApiProperty() size!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

class RereadAnswer {
  @ApiProperty({ description: 'Events read again in the pass at hand' }) checked!: number;
  @ApiProperty() of!: number;
  @ApiProperty({ format: 'date-time' }) since!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'End of the last whole pass' }) completedAt!: string | null;
  @ApiProperty() passes!: number;
}

class RefusingAnswer {
  @ApiProperty({ example: 'SIGN_REFUSED' }) code!: string;
  @ApiProperty() because!: string;
}

class LogAnswer {
  @ApiProperty({ example: 'lienthong.example/tax' }) origin!: string;
  @ApiProperty({ example: 'tax' }) service!: string;
  @ApiProperty({ type: String, nullable: true }) url!: string | null;
  @ApiProperty({ type: ServedAnswer, nullable: true }) served!: ServedAnswer | null;
  @ApiProperty({ type: VerifiedAnswer, nullable: true }) verified!: VerifiedAnswer | null;
  @ApiProperty({ description: 'Read beyond the verified size, towards the next checkpoint' }) walked!: number;
  @ApiProperty({ description: 'Events that the log has and that are not verified yet' }) behind!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) unwitnessedSince!: string | null;
  @ApiProperty({ type: RefusingAnswer, nullable: true, description: 'Why the log signs nothing' }) refusing!: RefusingAnswer | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why nothing new could be verified at the last look' }) missing!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lookedAt!: string | null;
  @ApiProperty({ type: RereadAnswer, nullable: true }) reread!: RereadAnswer | null;
  @ApiProperty({ description: 'Open alarms' }) findings!: number;
}

export class LogsAnswer {
  @ApiProperty({ type: [LogAnswer] }) logs!: LogAnswer[];
}

/** How far each log is served, verified and read again. */
@ApiTags('audit')
@Controller('logs')
export class LogsController {
  constructor(private readonly policy: TransparencyPolicy, private readonly kept: AuditedLogs, private readonly alarms: AlarmReads) {}

  @Get()
  @Allow({ roles: [...WATCHES_LOGS] })
  @ApiOperation({ summary: 'Every log of the policy: how far it is verified and read again, and what is wrong with it' })
  @ApiOkResponse({ type: LogsAnswer })
  async list(): Promise<{ logs: readonly LogState[] }> {
    const watched = (this.policy.policy?.logs ?? []).map(({ key, url }) => ({ origin: key.name, url }));
    return { logs: logStates(watched, await this.kept.all(), await this.alarms.countOpenByLog()) };
  }
}
