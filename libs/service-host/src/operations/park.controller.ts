import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Inbox, type ParkedMessage, type ParkOutcome } from '@lienthong/event-store';
import { Allow } from '../identity/allow.js';
import { Requester } from '../identity/requester.js';
import { refuse } from '../problems/problem-exception.js';
import { DiscardRequest, ParkQuery } from './park.requests.js';

/** Facts from other services that this one could not handle: seen, tried again or set aside by a person. */
@ApiTags('operations')
@Controller('parked')
@Allow({ roles: ['administrator'] })
export class ParkController {
  constructor(private readonly inbox: Inbox) {}

  @Get()
  async list(@Query() { limit, before, key, status }: ParkQuery): Promise<{ items: readonly ParkedMessage[] }> {
    return { items: await this.inbox.parked({ ...(limit && { limit }), ...(before && { before }), ...(key && { key }), ...(status && { status }) }) };
  }

  @Post(':id/retry') @HttpCode(200)
  async retry(@Param('id', ParseIntPipe) id: number, @Requester() requester: Requester): Promise<object> {
    return accepted(await this.inbox.retry(id, requester.subject));
  }

  @Post(':id/discard') @HttpCode(200)
  async discard(@Param('id', ParseIntPipe) id: number, @Body() { reason }: DiscardRequest, @Requester() requester: Requester): Promise<object> {
    return accepted(await this.inbox.discard(id, requester.subject, reason));
  }
}

function accepted(outcome: ParkOutcome): object {
  if (outcome.kind === 'rejected') refuse(outcome.rejection);
  return { handled: outcome.handled, stillParked: outcome.stillParked };
}
