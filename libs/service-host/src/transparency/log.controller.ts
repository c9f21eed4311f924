import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { readTilePath } from '@lienthong/transparency-log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Administration } from '../access/administration.js';
import { Allow, Public } from '../identity/allow.js';
import { Requester } from '../identity/requester.js';
import { refuseWith } from '../problems/problem-exception.js';
import { LogRefusal } from './log-refusal.js';
import { ServedLog, type LogStatus } from './served-log.js';

const OPEN_TO_ALL = { 'access-control-allow-origin': '*' };
const NOT_THERE = { headers: { ...OPEN_TO_ALL, 'cache-control': 'no-store' } };
const FOR_EVER = 'public, max-age=31536000, immutable';
/** Below it the header of a compressed answer outweighs what is saved. */
const WORTH_COMPRESSING_BYTES = 1_024;
const compressed = promisify(gzip);

/** The log as a stranger reads it (transparency-log.md §6, C2SP tlog-tiles): nothing here names a dossier, a person or a payload. */
@ApiTags('transparency log')
@Controller('log')
export class LogController {
  constructor(private readonly served: ServedLog) {}

  @Get('checkpoint') @Public()
  @ApiOperation({ summary: 'Newest checkpoint that is signed by the log and cosigned as the policy asks' })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  async checkpoint(@Res() reply: FastifyReply): Promise<void> {
    const note = await this.served.findCheckpoint();
    if (note === undefined) refuseWith('NOT_FOUND', 'Expected to serve a checkpoint, but none has met the policy yet', NOT_THERE);
    reply.headers({ ...OPEN_TO_ALL, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' }).send(note);
  }

  @Get('status') @Public()
  @ApiOperation({ summary: 'How far the log is signed, cosigned and served' })
  async status(@Res({ passthrough: true }) reply: FastifyReply): Promise<LogStatus> {
    reply.headers({ ...OPEN_TO_ALL, 'cache-control': 'no-cache' });
    return this.served.status();
  }

  @Get('tile/*') @Public()
  @ApiOperation({ summary: 'A tile of hashes, tile/<L>/<N>[.p/<W>], or a bundle of entries, tile/entries/<N>[.p/<W>]' })
  @ApiParam({ name: '*', schema: { type: 'string' }, description: '<L> or entries, <N> as x001/x234/067' })
  @ApiProduces('application/octet-stream')
  async tile(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    // The address as it was written: there is one for each tile, and another spelling is none of them.
    const path = request.raw.url?.replace(/\?.*$/s, '').replace(/^.*?\/log\//, '') ?? '';
    const read = readTilePath(path);
    if (read.kind === 'refused') return refuseWith('NOT_FOUND', read.because, NOT_THERE);
    const body = await (read.kind === 'tile' ? this.served.findTile(read.at) : this.served.findBundle(read.at));
    if (body === undefined) return refuseWith('NOT_FOUND', `Expected to serve ${path}, but the served checkpoint does not reach so far`, NOT_THERE);
    reply.headers({ ...OPEN_TO_ALL, 'content-type': 'application/octet-stream', 'cache-control': FOR_EVER });
    // Entries are text and shrink to a third; hashes do not.
    if (read.kind === 'tile' || body.length < WORTH_COMPRESSING_BYTES) return void reply.send(body);
    reply.header('vary', 'Accept-Encoding');
    if (!acceptsGzip(request.headers['accept-encoding'])) return void reply.send(body);
    reply.header('content-encoding', 'gzip').send(await compressed(body));
  }

  @Get('*') @Public() @ApiExcludeEndpoint()
  nothing(): never {
    refuseWith('NOT_FOUND', 'Expected to serve a part of the log, but it has checkpoint, tile and status only', NOT_THERE);
  }
}

/** What a person decides about a log that refuses to sign. */
@ApiTags('transparency log')
@Controller('log/refusal')
@Allow({ roles: ['administrator'] })
export class LogRefusalController {
  constructor(private readonly refusal: LogRefusal, private readonly administration: Administration) {}

  @Post('review') @HttpCode(200)
  @ApiOperation({ summary: 'Takes the refusal away: the witnesses are asked again, and if none contradicts, the log signs on' })
  async review(@Requester() requester: Requester): Promise<object> {
    const standing = await this.refusal.find();
    if (standing === undefined) return { reviewed: null };
    await this.administration.record({ type: 'SigningReviewed', data: standing }, requester);
    await this.refusal.takeAway();
    return { reviewed: standing };
  }
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return /(^|,)\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*(,|$))|,|$)/i.test([header].flat().join(','));
}
