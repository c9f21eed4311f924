import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStore, Projections } from '@lienthong/event-store';
import { Allow, refuseWith, Requester } from '@lienthong/service-host';
import type { FastifyReply } from 'fastify';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { sightOf } from '../../use-cases/sight.js';
import { LiveConnection } from './live-connection.js';

/** Browsers watching at once in one process: each costs a query per burst of facts, and the pool has a dozen connections. */
const MOST_WATCHERS = 200;

/** Facts as they are heard, to whoever may see the dossier. Resumes after `Last-Event-ID`, the log index in audit's log. */
@ApiTags('audit')
@Controller('live')
export class LiveController {
  private readonly open = new Set<LiveConnection>();

  constructor(private readonly dossiers: DossierReads, private readonly store: EventStore, private readonly projections: Projections) {}

  @Get()
  @Allow({})
  @ApiOperation({ summary: 'Server-Sent Events: one `fact` per fact heard; id = log index' })
  async live(@Requester() requester: Requester, @Res() reply: FastifyReply, @Headers('last-event-id') lastId?: string, @Query('after') after?: string): Promise<void> {
    if (this.open.size >= MOST_WATCHERS) refuseWith('UNAVAILABLE', `Expected to open a live view, but ${MOST_WATCHERS} are open already`);
    const from = lastId ?? after;
    if (from !== undefined && !/^-?\d{1,15}$/.test(from)) refuseWith('BAD_REQUEST', `Expected to go on after event ${from.slice(0, 20)}, but it is not an event id of ours`);
    const start = from === undefined ? (await this.store.head()).position : Number(from);
    reply.hijack();
    const connection = new LiveConnection(reply.raw, {
      sight: sightOf(requester), start, dossiers: this.dossiers, onCommit: (wake) => this.store.onCommit(wake),
      caughtUp: async () => void await this.projections.waitFor('histories', (await this.store.head()).position, 2_000),
    });
    this.open.add(connection);
    void connection.run().finally(() => this.open.delete(connection));
  }

  beforeApplicationShutdown(): void {
    for (const connection of this.open) connection.close();
  }
}
