import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public, RawBody, refuseWith, TransparencyPolicy } from '@lienthong/service-host';
import { COSIGNED_TYPE, MAX_ADD_CHECKPOINT_BYTES } from '@lienthong/transparency-log';
import type { Policy } from '@lienthong/transparency-log';
import type { FastifyReply } from 'fastify';
import { EvidenceWatch } from '../../use-cases/evidence-watch.js';
import { answerCheckpoint, Cosigner, WitnessRecord } from '../../use-cases/witness.js';

/** Where the installation has none, no log is known. */
const KNOWS_NO_LOG: Policy = { logs: [], witnesses: [], groups: [], quorum: 'none', completeness: [] };

/** The witness that every log of the policy has to satisfy (C2SP tlog-witness): open to whoever holds a log's key. */
@ApiTags('witness')
@Controller('witness')
export class WitnessController {
  constructor(private readonly policy: TransparencyPolicy, private readonly record: WitnessRecord, private readonly cosigner: Cosigner, private readonly evidence: EvidenceWatch) {}

  @Post('add-checkpoint') @Public() @RawBody(MAX_ADD_CHECKPOINT_BYTES)
  @ApiOperation({ summary: 'Cosigns a checkpoint that extends the last one cosigned' })
  @ApiConsumes('text/plain')
  @ApiBody({ schema: { type: 'string' }, description: 'old <size>, hashes of the consistency proof, an empty line, the signed checkpoint' })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  async add(@Res() reply: FastifyReply, @Body() body?: unknown): Promise<void> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const { status, contentType, body: answer, suspected } = await answerCheckpoint(bytes, {
      policy: this.policy.policy ?? KNOWS_NO_LOG, ownOrigin: this.policy.origin, record: this.record, cosigner: this.cosigner,
    });
    if (suspected) this.evidence.wake();
    // As bytes: of a text the host would say a charset, which a client that compares the type exactly does not know.
    reply.status(status).headers({ 'content-type': contentType, 'cache-control': 'no-store' }).send(Buffer.from(answer));
  }

  @Get(':originHash/checkpoint') @Public()
  @ApiOperation({ summary: 'The latest checkpoint cosigned of a log; named by the hex SHA-256 of its origin' })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  async latest(@Param('originHash') originHash: string, @Res() reply: FastifyReply): Promise<void> {
    const note = await this.record.findLatest(originHash);
    if (note === undefined) refuseWith('NOT_FOUND', `Expected to find a cosigned checkpoint of ${originHash.slice(0, 64)}, but none has been cosigned`);
    reply.headers({ 'content-type': COSIGNED_TYPE, 'cache-control': 'no-cache' }).send(Buffer.from(note));
  }
}
