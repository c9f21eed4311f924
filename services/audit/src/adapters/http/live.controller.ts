import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStore, Projections } from '@lienthong/event-store';
import { Allow, refuseWith, Requester } from '@lienthong/service-host';
import type { FastifyReply } from 'fastify';
import { AlarmReads } from '../../use-cases/alarms.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { sightOf, watchesLogs } from '../../use-cases/sight.js';
import { LiveConnection } from './live-connection.js';

/** Browsers watching at once in one process: each costs a query per burst of facts, and the pool has a dozen connections. */
const MOST_WATCHERS = 200;

/** Facts as they are heard, to whoever may see the dossier, and alarms to whoever watches the logs. Resumes after `Last-Event-ID`, the log index in audit's log. */
@ApiTags('audit')
@Controller('live')
export class LiveController {
  private readonly open = new Set<LiveConnection>();

  constructor(private readonly dossiers: DossierReads, private readonly alarms: AlarmReads, private readonly store: EventStore, private readonly projections: Projections) {}

  @Get()
  @Allow({})
  @ApiOperation({ summary: 'Server-Sent Events: one `fact` per fact heard, one `alarm` per alarm told; id = log index' })
  async live(@Requester() requester: Requester, @Res() reply: FastifyReply, @Headers('last-event-id') lastId?: string, @Query('after') after?: string): Promise<void> {
    if (this.open.size >= MOST_WATCHERS) refuseWith('UNAVAILABLE', `Expected to open a live view, but ${MOST_WATCHERS} are open already`);
    const from = lastId ?? after;
    if (from !== undefined && !/^-?\d{1,15}$/.test(from)) refuseWith('BAD_REQUEST', `Expected to go on after event ${from.slice(0, 20)}, but it is not an event id of ours`);
    const start = from === undefined ? (await this.store.head()).position : Number(from);
    reply.hijack();
    const connection = new LiveConnection(reply.raw, {
      sight: sightOf(requester), start, dossiers: this.dossiers, alarms: watchesLogs(requester) ? this.alarms : undefined, onCommit: (wake) => this.store.onCommit(wake),
      caughtUp: async () => {
        const { position } = await this.store.head();
        await Promise.all(['histories', 'alarms'].map((projection) => this.projections.waitFor(projection, position, 2_000)));
      },
    });
    this.open.add(connection);
    void connection.run().finally(() => this.open.delete(connection));
  }

  beforeApplicationShutdown(): void {
    for (const connection of this.open) connection.close();
  }
}
