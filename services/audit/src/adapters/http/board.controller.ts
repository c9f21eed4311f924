import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Requester } from '@lienthong/service-host';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import type { Board, SourceHeard } from '../../use-cases/dossier-reads.js';
import { sightOf } from '../../use-cases/sight.js';

/** What waits where, and whether every fact of every source has come. */
@ApiTags('audit')
@Controller()
export class BoardController {
  constructor(private readonly dossiers: DossierReads) {}

  @Get('board')
  @Allow({})
  @ApiOperation({ summary: 'Agencies with what waits there: how many, how late, since when' })
  board(@Requester() requester: Requester): Promise<Board> {
    return this.dossiers.board(sightOf(requester));
  }

  @Get('gaps')
  @Allow({ roles: ['auditor', 'administrator', 'leader'] })
  @ApiOperation({ summary: 'Per source: how many facts were heard, the highest number, and which numbers are missing' })
  async gaps(): Promise<{ sources: readonly SourceHeard[] }> {
    return { sources: await this.dossiers.sources() };
  }
}
