import { Controller, Get, Query, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { FeedReader, readFeedQuery } from '@lienthong/messaging';
import type { FastifyReply } from 'fastify';
import { Administration } from '../access/administration.js';
import { Allow } from '../identity/allow.js';
import { Requester } from '../identity/requester.js';
import { refuse, refuseWith } from '../problems/problem-exception.js';

const LONGEST_SAID = 1_000;

/** The facts of this service by number: for the other services, and for integrators who want no broker. */
@ApiTags('facts')
@Controller('feed')
export class FeedController implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(private readonly reader: FeedReader, private readonly administration: Administration) {}

  @Get() @Allow({ roles: ['service', 'administrator'] })
  @ApiQuery({ name: 'after', required: false, schema: { type: 'integer', minimum: 0 }, description: 'Fact number after which to start' })
  @ApiQuery({ name: 'types', required: false, schema: { type: 'string' }, description: 'Full names of facts, parted by commas' })
  @ApiQuery({ name: 'subject', required: false, schema: { type: 'string' }, description: 'Dossier code' })
  @ApiQuery({ name: 'wait', required: false, schema: { type: 'integer', minimum: 0, maximum: 30 }, description: 'Seconds to wait for the first fact' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1_000 } })
  @ApiQuery({ name: 'proofs', required: false, schema: { type: 'boolean' }, description: 'With proofs: header feed-checkpoint (base64), `logproof` in each fact; only facts that the checkpoint covers' })
  @ApiQuery({ name: 'since', required: false, schema: { type: 'integer', minimum: 0 }, description: 'Size of the last checkpoint that was verified; header feed-growth proves that the log has grown from it' })
  @ApiOkResponse({ description: 'CloudEvents 1.0 JSON batch; the header feed-next is the next `after`', content: { 'application/cloudevents-batch+json': { schema: { type: 'array', items: { type: 'object' } } } } })
  async pull(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply, @Requester() requester: Requester): Promise<void> {
    const read = readFeedQuery(query);
    if (read.kind === 'rejected') refuse(read.rejection);
    // The services read one another all the time; a person who takes facts away is something else.
    if (!requester.roles.includes('service')) await this.recordExport(query, requester);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const answer = await this.reader.answer(read.query, AbortSignal.any([gone.signal, this.stopping.signal]));
    if (answer === undefined) refuseWith('NOT_YET_PROVEN', 'Expected to prove facts, but no checkpoint of this log is served yet', { headers: { 'retry-after': '1' } });
    reply.headers(answer.headers).send(answer.body);
  }

  private async recordExport({ after, types, subject, limit }: Record<string, unknown>, requester: Requester): Promise<void> {
    const said = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST_SAID) : '');
    const data = { after: said(after), types: said(types), subject: said(subject), limit: said(limit) };
    await this.administration.record({ type: 'FactsExported', data }, requester, data.subject === '' ? {} : { dossierCode: data.subject });
  }

  /** Whoever waits is answered at once, and asks the next replica. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}
