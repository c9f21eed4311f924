import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Requester } from '@lienthong/service-host';
import { AlarmReads } from '../../use-cases/alarms.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import type { Board, SourceHeard } from '../../use-cases/dossier-reads.js';
import { sightOf, WATCHES_LOGS } from '../../use-cases/sight.js';

/** What waits where, and whether every fact of every source has come. */
@ApiTags('audit')
@Controller()
export class BoardController {
  constructor(private readonly dossiers: DossierReads, private readonly alarms: AlarmReads) {}

  @Get('board')
  @Allow({})
  @ApiOperation({ summary: 'Agencies with what waits there: how many, how late, since when; and how many alarms are open' })
  async board(@Requester() requester: Requester): Promise<Board & { alarms: number }> {
    const [board, alarms] = await Promise.all([this.dossiers.board(sightOf(requester)), this.alarms.countOpen()]);
    return { ...board, alarms };
  }

  @Get('gaps')
  @Allow({ roles: [...WATCHES_LOGS] })
  @ApiOperation({ summary: 'Per source: how many facts were heard, the highest number, and which numbers are missing' })
  async gaps(): Promise<{ sources: readonly SourceHeard[] }> {
    return { sources: await this.dossiers.sources() };
  }
}
