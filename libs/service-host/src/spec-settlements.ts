import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { ObligationSettledSchema } from '@lienthong/contracts';
import { CannotHandle, EventStore, newDossierRef, type Projection, type Reaction } from '@lienthong/event-store';
import { defineAnnouncements, fact, nothingAnnounced, OnFact, type Fact } from '@lienthong/messaging';
import { IsString, MaxLength } from 'class-validator';
import { Allow, Clock, commandAnswer, commandEffects, ReadModels, Requester, type CommandAnswer, type ServiceDefinition } from './index.js';

/** Two sample services for the specs of facts: a teller announces that dossiers are settled, a bookkeeper hears it. */
class SettlementRequest {
  @IsString() @MaxLength(40)
  notice!: string;
}

@Controller('dossiers')
class TellerController {
  constructor(private readonly store: EventStore, private readonly clock: Clock) {}

  @Post(':code/settlement') @Allow({ agency: 'tax' })
  async settle(@Param('code') code: string, @Body() { notice }: SettlementRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const at = this.clock.now();
    const appended = await this.store.append({
      streams: [{ stream: `obligation/${code}`, expected: 'none', events: [{ type: 'ObligationSettled', data: { code, notice, at } }] }],
      meta: { actor: requester.actor(), at, dossier: newDossierRef(code) }, also: commandEffects(),
    });
    return commandAnswer({ position: appended.position, version: appended.versions[`obligation/${code}`]! });
  }
}

/** What the bookkeeper makes of a notice whose number begins so; a person may have to change its mind. */
export const UNREADABLE = 'unreadable-';
export const bookkeeper = { understandsAll: false };

@Controller('entries')
class BookkeeperController {
  constructor(private readonly reads: ReadModels) {}

  @Get(':code') @Allow({ agency: 'audit' })
  read(@Param('code') code: string): Promise<object[]> {
    return this.reads.query('entries', 'SELECT code, notice FROM entries WHERE code = $1 ORDER BY position', [code]);
  }

  @OnFact(ObligationSettledSchema)
  async settled({ message: { dossierCode, noticeNumber }, at, cause, dossier }: Fact<typeof ObligationSettledSchema>): Promise<Reaction> {
    if (noticeNumber.startsWith(UNREADABLE) && !bookkeeper.understandsAll) throw new CannotHandle('UNREADABLE', `Expected to enter notice ${noticeNumber}, but it cannot be read`);
    return {
      streams: [{ stream: `entry/${dossierCode}`, expected: 'any', events: [{ type: 'SettlementEntered', data: { code: dossierCode, notice: noticeNumber } }] }],
      meta: { actor: { role: 'service', name: 'audit' }, at, cause, dossier },
    };
  }
}

const entries: Projection = {
  name: 'entries', version: 1, tables: ['entries'],
  ddl: ['CREATE TABLE entries (position bigint PRIMARY KEY, code text NOT NULL, notice text NOT NULL)'],
  apply: async (events, sql) => {
    for (const { logIndex, type, data } of events) if (type === 'SettlementEntered') await sql.query('INSERT INTO entries (position, code, notice) VALUES ($1, $2, $3)', [logIndex, data.code, data.notice]);
  },
};

@Module({ controllers: [TellerController] })
class TellerModule {}

@Module({ controllers: [BookkeeperController] })
class BookkeeperModule {}

export const tellerService: ServiceDefinition = {
  name: 'tax', projections: [], listensTo: [], problems: {}, module: TellerModule,
  announcements: defineAnnouncements<{ type: 'ObligationSettled'; data: { code: string; notice: string; at: string } }>({
    ObligationSettled: ({ data: { code, notice, at } }) => fact(ObligationSettledSchema, { dossierCode: code, noticeNumber: notice, paid: 1n, receiptNumber: 'sample', settledAt: at }),
  }),
};

export const bookkeeperService: ServiceDefinition = {
  name: 'audit', announcements: nothingAnnounced, projections: [entries], listensTo: ['tax'], problems: {}, module: BookkeeperModule,
};
