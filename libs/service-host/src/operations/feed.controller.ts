import { Controller, Get, Query, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { FeedReader, readFeedQuery } from '@lienthong/messaging';
import type { FastifyReply } from 'fastify';
import { Allow } from '../identity/allow.js';
import { refuse } from '../problems/problem-exception.js';

/** The facts of this service by number: for the other services, and for integrators who want no broker. */
@ApiTags('facts')
@Controller('feed')
export class FeedController implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(private readonly reader: FeedReader) {}

  @Get() @Allow({ roles: ['service', 'administrator'] })
  @ApiQuery({ name: 'after', required: false, schema: { type: 'integer', minimum: 0 }, description: 'Fact number after which to start' })
  @ApiQuery({ name: 'types', required: false, schema: { type: 'string' }, description: 'Full names of facts, parted by commas' })
  @ApiQuery({ name: 'subject', required: false, schema: { type: 'string' }, description: 'Dossier code' })
  @ApiQuery({ name: 'wait', required: false, schema: { type: 'integer', minimum: 0, maximum: 30 }, description: 'Seconds to wait for the first fact' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1_000 } })
  @ApiOkResponse({ description: 'CloudEvents 1.0 JSON batch; the header feed-next is the next `after`', content: { 'application/cloudevents-batch+json': { schema: { type: 'array', items: { type: 'object' } } } } })
  async pull(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply): Promise<void> {
    const read = readFeedQuery(query);
    if (read.kind === 'rejected') refuse(read.rejection);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { headers, body } = await this.reader.answer(read.query, AbortSignal.any([gone.signal, this.stopping.signal]));
    reply.headers(headers).send(body);
  }

  /** Whoever waits is answered at once, and asks the next replica. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}
