import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStore, LogTree } from '@lienthong/event-store';
import { Clock } from '../clock.js';
import { Allow } from '../identity/allow.js';
import { refuseWith } from '../problems/problem-exception.js';
import { openingsOf, readReads } from './dossier-openings.js';
import { ReadsQuery } from './openings.requests.js';

const REF = /^[0-9a-f]{64}$/;
const USUAL_READS = 200;

/**
 * What opens the commitments of a dossier's events in this log, and who read it: for audit, which puts the proof of all agencies together
 * and asks here rather than in the database. By reference, which tells a stranger nothing.
 */
@ApiTags('log')
@Controller('log')
@Allow({ agency: 'audit', roles: ['service'] })
export class OpeningsController {
  constructor(private readonly store: EventStore, private readonly tree: LogTree, private readonly clock: Clock) {}

  @Get('openings/:ref')
  @ApiOperation({ summary: 'Sealed texts and salts of a dossier\'s events, in log order, at most 10,000' })
  async openings(@Param('ref') ref: string): Promise<object> {
    return { origin: this.store.options.origin, ...openingsOf(await this.tree.openings(refOf(ref)), Date.parse(this.clock.now())) };
  }

  @Get('reads/:ref')
  @ApiOperation({ summary: 'Who read a dossier here, newest first; `withheld` must not be shown to its holder yet' })
  async reads(@Param('ref') ref: string, @Query() { before, limit }: ReadsQuery): Promise<object> {
    return { origin: this.store.options.origin, ...await readReads(this.store.pool, refOf(ref), { before: before ?? Number.MAX_SAFE_INTEGER, limit: limit ?? USUAL_READS, nowMs: Date.parse(this.clock.now()) }) };
  }
}

function refOf(ref: string): string {
  return REF.test(ref) ? ref : refuseWith('BAD_REQUEST', `Expected to read dossier reference ${ref.slice(0, 70)}, but it is not 64 hex digits`);
}
