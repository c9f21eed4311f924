import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Inbox, type ActEntry, type ParkedMessage, type ParkOutcome } from '@lienthong/event-store';
import { Administration } from '../access/administration.js';
import type { AdministrativeAct, ParkedSubject } from '../access/administrative-acts.js';
import { Allow } from '../identity/allow.js';
import { Requester } from '../identity/requester.js';
import { refuse } from '../problems/problem-exception.js';
import { DiscardRequest, ParkQuery } from './park.requests.js';

/** Facts from other services that this one could not handle: seen, tried again or set aside by a person. */
@ApiTags('operations')
@Controller('parked')
@Allow({ roles: ['administrator'] })
export class ParkController {
  constructor(private readonly inbox: Inbox, private readonly administration: Administration) {}

  @Get()
  async list(@Query() { limit, before, key, status }: ParkQuery): Promise<{ items: readonly ParkedMessage[] }> {
    return { items: await this.inbox.parked({ ...(limit && { limit }), ...(before && { before }), ...(key && { key }), ...(status && { status }) }) };
  }

  @Post(':id/retry') @HttpCode(200)
  async retry(@Param('id', ParseIntPipe) id: number, @Requester() requester: Requester): Promise<object> {
    return accepted(await this.inbox.retry(id, requester.subject, await this.entryOf(id, requester, (subject) => ({ type: 'ParkedMessageRetried', data: subject }))));
  }

  @Post(':id/discard') @HttpCode(200)
  async discard(@Param('id', ParseIntPipe) id: number, @Body() { reason }: DiscardRequest, @Requester() requester: Requester): Promise<object> {
    return accepted(await this.inbox.discard(id, requester.subject, reason, await this.entryOf(id, requester, (subject) => ({ type: 'ParkedMessageDiscarded', data: { ...subject, reason } }))));
  }

  /** Undefined where there is no such message: then there is no act either. A message's key is its dossier's code, if it is about one. */
  private async entryOf(id: number, requester: Requester, actOn: (subject: ParkedSubject) => AdministrativeAct): Promise<ActEntry | undefined> {
    const parked = await this.inbox.findParked(id);
    if (parked === undefined) return undefined;
    const { source, key, messageId, code, envelope } = parked;
    // Of a dossier that this log has recorded nothing yet, since its first message parked, the message itself says the reference.
    const { dossierref: ref } = envelope as Readonly<{ dossierref?: string }>;
    return this.administration.entryOf(actOn({ parkedId: id, source, key, messageId, code }), requester, { dossierCode: key, ref });
  }
}

function accepted(outcome: ParkOutcome): object {
  if (outcome.kind === 'rejected') refuse(outcome.rejection);
  return { handled: outcome.handled, stillParked: outcome.stillParked };
}
