import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Header, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { EventStore } from '@lienthong/event-store';
import { Administration, Allow, decodeCursor, encodeCursor, PageQuery, pageLimit, ReadsDossier, refuse, refuseWith, Requester, TransparencyPolicy } from '@lienthong/service-host';
import type { FastifyReply } from 'fastify';
import { Alarms } from '../../use-cases/alarms.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { findFor, Holders } from '../../use-cases/holders.js';
import { AuditedLogs } from '../../use-cases/monitor/audited-logs.js';
import { AgencyLogs, DossierEvidenceReads } from '../../use-cases/proof/dossier-evidence.js';
import type { ToldRead } from '../../use-cases/proof/dossier-evidence.js';
import { proveDossier } from '../../use-cases/proof/prove-dossier.js';
import { whoRead } from '../../use-cases/proof/who-read.js';
import type { WhoRead } from '../../use-cases/proof/who-read.js';
import { CompletenessSigner } from '../../use-cases/proof/write-proof.js';
import { WhoReadAnswer } from './who-read.answers.js';

const PROOF_TYPE = 'application/vnd.lienthong.proof+json';
/** The holder, who may show it to anybody; the one-stop centre, which hands it over; and whoever checks. */
const MAY_TAKE = [{ roles: ['citizen'] }, { agency: 'one-stop' }, { roles: ['auditor', 'administrator'] }] as const;
/** Whoever may delay the notice of a read, and who checks that it is done by the law. */
const MAY_KNOW_WITHHELD = ['investigator', 'auditor'];
const AGENCIES = ['intake', 'processing', 'tax', 'land-registry', 'postal', 'audit'];

/** What a person can take along: the proof of a dossier's history, and who looked at it. */
@ApiTags('audit')
@Controller('dossiers')
export class ProofsController {
  constructor(
    readonly dossiers: DossierReads, readonly holders: Holders, private readonly store: EventStore, private readonly policy: TransparencyPolicy, private readonly evidence: DossierEvidenceReads,
    private readonly agencies: AgencyLogs, private readonly kept: AuditedLogs, private readonly alarms: Alarms, private readonly signer: CompletenessSigner, private readonly administration: Administration,
  ) {}

  @Get(':code/proof')
  @Allow(...MAY_TAKE)
  @ReadsDossier('code')
  @Header('content-type', PROOF_TYPE) @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Proof of the dossier\'s history across all agencies, to be verified without this installation' })
  @ApiProduces(PROOF_TYPE)
  async proof(@Param('code') code: string, @Requester() requester: Requester, @Headers('authorization') authorization: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const ref = await this.refOf(code, requester, authorization);
    const { policy } = this.policy;
    if (policy === null) refuseWith('NOT_YET_PROVEN', `Expected to prove ${code.slice(0, 60)}, but this installation has no policy that a verifier could trust`);
    const { evidence, agencies, kept, alarms, signer } = this;
    const proven = await proveDossier(code, ref, {
      policy, evidence, agencies, kept, alarms, signer, nowSeconds: () => Math.floor(Date.now() / 1_000), pause: async (ms) => { await pause(ms); },
    });
    if (proven.kind === 'not-yet') refuseWith('NOT_YET_PROVEN', proven.because, { headers: { 'retry-after': '2' } });
    if (proven.kind === 'away') refuseWith('UNAVAILABLE', proven.because, { headers: { 'retry-after': '5' } });
    if (proven.kind === 'too-large') refuse({ code: 'PROOF_TOO_LARGE', because: proven.because });
    if (proven.kind === 'erased') refuseWith('NOT_FOUND', `Expected to prove ${code.slice(0, 60)}, but what names the dossier has been destroyed`);
    await this.administration.record({ type: 'ProofExported', data: { dossierCode: code, purpose: requester.purpose ?? '' } }, requester, { dossierCode: code });
    void reply.header('content-disposition', `attachment; filename="${code.replaceAll(/[^\w.-]/g, '_')}.lienthong-proof.json"`);
    return Buffer.from(proven.text);
  }

  @Get(':code/reads')
  @Allow({})
  @ReadsDossier('code')
  @ApiOperation({ summary: 'Who read the dossier, in every service, newest first; held against the entries of reads in the logs' })
  @ApiOkResponse({ type: WhoReadAnswer })
  async reads(@Param('code') code: string, @Query() { cursor, limit: asked }: PageQuery, @Requester() requester: Requester, @Headers('authorization') authorization: string): Promise<WhoRead & { next: string | null }> {
    const ref = await this.refOf(code, requester, authorization);
    const told = await whoRead(ref, requester.roles.some((role) => MAY_KNOW_WITHHELD.includes(role)), AGENCIES, await this.evidence.read(ref), this.agencies);
    const limit = pageLimit(asked);
    const [at, service, index] = decodeCursor(cursor, 3) ?? [];
    const last = at === undefined ? -1 : told.items.findIndex((read) => read.at === at && read.service === service && read.index === index);
    const items = told.items.slice(last + 1, last + 1 + limit);
    return { ...told, items, next: last + 1 + limit < told.items.length ? cursorOf(items.at(-1)!) : null };
  }

  /** The same predicate as for the dossier itself; and the same answer for what does not exist and for what is not the reader's. */
  private async refOf(code: string, requester: Requester, authorization: string): Promise<string> {
    const item = await findFor(requester, authorization, code, this);
    const dossier = item === undefined ? undefined : await this.store.findDossier(code);
    return dossier?.ref ?? refuseWith('NOT_FOUND', `Expected to find dossier ${code.slice(0, 60)}, but no agency has told audit of it, or it is not yours to see`);
  }
}

const cursorOf = ({ at, service, index }: ToldRead): string => encodeCursor([at, service, index]);
