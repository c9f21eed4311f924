import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, decodeCursor, encodeCursor, pageLimit, Position, ReadsDossier, refuseWith, Requester } from '@lienthong/service-host';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import type { DossierItem, TimelineEntry } from '../../use-cases/dossier-reads.js';
import { findFor, Holders } from '../../use-cases/holders.js';
import { sightOf } from '../../use-cases/sight.js';
import { DossierHistoryAnswer, DossierQuery, DossiersAnswer, KnownAtQuery } from './dossiers.answers.js';

/** Where each dossier stands, since when and why; its history across all agencies. */
@ApiTags('audit')
@Controller('dossiers')
export class DossiersController {
  constructor(readonly dossiers: DossierReads, readonly holders: Holders) {}

  @Get()
  @Allow({})
  @ApiOperation({ summary: 'Dossiers with state, holder and due date, last changed first' })
  @ApiOkResponse({ type: DossiersAnswer })
  async list(@Query() query: DossierQuery, @Requester() requester: Requester, @Position() minPosition?: number): Promise<{ items: readonly DossierItem[]; next: string | null; total: number }> {
    const limit = pageLimit(query.limit);
    const before = decodeCursor(query.cursor, 1)?.[0];
    const { items, total } = await this.dossiers.list(sightOf(requester), {
      ...(query.agency ? { agency: query.agency } : {}), ...(query.state ? { state: query.state } : {}),
      ...(query.late === undefined ? {} : { late: query.late }), ...(query.q ? { codePart: query.q } : {}),
    }, { before: typeof before === 'number' ? before : undefined, limit }, minPosition);
    return { items, total, next: items.length === limit ? encodeCursor([items.at(-1)!.position]) : null };
  }

  @Get(':code')
  @Allow({})
  @ReadsDossier('code')
  @ApiOperation({ summary: 'One dossier with its timeline across agencies, as it stands or as it was known at a moment' })
  @ApiOkResponse({ type: DossierHistoryAnswer })
  async one(@Param('code') code: string, @Query() { 'known-at': knownAt }: KnownAtQuery, @Requester() requester: Requester, @Headers('authorization') authorization: string, @Position() minPosition?: number): Promise<History> {
    const item = await findFor(requester, authorization, code, this, minPosition);
    // The same answer for what does not exist and for what is none of the reader's business.
    if (!item) refuseWith('NOT_FOUND', `Expected to find dossier ${code.slice(0, 60)}, but no agency has told audit of it, or it is not yours to see`);
    if (knownAt === undefined) return { ...item, timeline: await this.dossiers.timeline(code), knownAt: null };
    const known = await this.dossiers.asKnown(code, knownAt);
    if (!known) refuseWith('NOT_FOUND', `Expected to find dossier ${code.slice(0, 60)} as known at ${knownAt}, but audit had heard nothing of it by then`);
    return { ...known.item, timeline: known.timeline, knownAt };
  }
}

type History = DossierItem & Readonly<{ timeline: readonly TimelineEntry[]; knownAt: string | null }>;
