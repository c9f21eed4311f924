import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, commandEffects, IfMatch, pageOf, Position, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import { certificateOf } from '../../domain/destruction-certificate.js';
import { isPetitionNumber, keepableDossier, keepablePetition, type Keepable } from '../../domain/keepable.js';
import { mayRead, petitionAccess } from '../../domain/petition-access.js';
import { visibilityOf } from '../../domain/visibility.js';
import { approveDestruction, proposeDestruction, rejectDestruction, type Decided, type Deciding } from '../../use-cases/destroy-dossiers.js';
import { DestructionPorts } from '../../use-cases/destruction-ports.js';
import { DestructionReads, type FoundList } from '../../use-cases/destruction-reads.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { PetitionPorts, PetitionReads } from '../../use-cases/petition-ports.js';
import { certificatePage } from './certificate-page.js';
import { ApproveDestructionRequest, CandidatesQuery, DestructionQuery, ProposeDestructionRequest, RejectDestructionRequest } from './destruction.requests.js';
import { candidateView, listRow, listView, petitionCandidateView } from './destruction-views.js';
import { ReceiptQuery } from './listing.requests.js';

type Reply = Readonly<{ header(name: string, value: string): unknown }>;

/** Who proposes; a leader decides as well as another records officer. */
const PROPOSERS = { agency: 'one-stop', roles: ['records-officer'] } as const;
const DECIDERS = { agency: 'one-stop', roles: ['records-officer', 'leader'] } as const;
const READERS = [DECIDERS, { roles: ['auditor'] }] as const;

/** Lists of dossiers that are past their retention: proposed by one person, approved by another, executed at every agency, certified. */
@ApiTags('destruction')
@Controller()
export class DestructionController {
  constructor(
    private readonly destruction: DestructionPorts, private readonly dossiers: DossierPorts, private readonly petitions: PetitionPorts, private readonly dossierReads: DossierReads, private readonly petitionReads: PetitionReads,
    private readonly reads: DestructionReads, private readonly clock: Clock,
  ) {}

  @Post('destruction-lists')
  @Allow(PROPOSERS)
  @ApiOperation({ summary: 'Propose dossiers for destruction' })
  async propose(@Body() { dossiers, legalBasis }: ProposeDestructionRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const sees = (code: string) => this.findKeepable(code, requester);
    const decided = await proposeDestruction(this.ports, dossiers, legalBasis.trim(), sees, this.deciding(requester, 201));
    const answer = answerOf(decided);
    return commandAnswer({ ...answer, status: 201, location: `/destruction-lists/${answer.body.number}` });
  }

  @Post('destruction-lists/:number/approval')
  @HttpCode(200)
  @Allow(DECIDERS)
  async approve(@Param('number') number: string, @Body() _: ApproveDestructionRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    await this.get(number, requester, (await this.destruction.store.head()).position);
    return commandAnswer(answerOf(await approveDestruction(this.ports, number, { ...this.deciding(requester), expectedVersion })));
  }

  @Post('destruction-lists/:number/rejection')
  @HttpCode(200)
  @Allow(DECIDERS)
  async reject(@Param('number') number: string, @Body() { reason }: RejectDestructionRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    await this.get(number, requester, (await this.destruction.store.head()).position);
    return commandAnswer(answerOf(await rejectDestruction(this.ports, number, reason.trim(), { ...this.deciding(requester), expectedVersion })));
  }

  @Get('destruction-lists')
  @Allow(...READERS)
  async list(@Query() query: DestructionQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const { items, next } = await this.reads.list(unitOf(requester), query.status, pageOf(query, minPosition));
    return { items: items.map(listRow), next };
  }

  @Get('destruction-lists/:number')
  @Allow(...READERS)
  async find(@Param('number') number: string, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    return listView(await this.get(number, requester, minPosition), this.destruction.agencies);
  }

  @Get('destruction-lists/:number/certificate')
  @Allow(...READERS)
  async certificate(@Param('number') number: string, @Query() query: ReceiptQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined, @Res({ passthrough: true }) reply: Reply): Promise<object | string> {
    const certificate = certificateOf((await this.get(number, requester, minPosition)).list);
    if (certificate === undefined) refuse({ code: 'NOT_YET_CERTIFIED', because: `Expected to certify the destruction of list ${number}, but not every agency has reported` });
    if (query.format !== 'html') return certificate;
    reply.header('content-type', 'text/html; charset=utf-8');
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return certificatePage(certificate);
  }

  /** Ended dossiers, or petitions, that are on no list, with how long each is kept. */
  @Get('destruction-candidates')
  @Allow(DECIDERS)
  async candidates(@Query() query: CandidatesQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const now = this.clock.now();
    const retention = ({ keptAs, ended }: Keepable) => this.destruction.retentionOf(keptAs, ended ?? { kind: 'stopped', at: now });
    const page = pageOf(query, minPosition);
    if (query.of === 'petitions') {
      const { items, next } = await this.petitionReads.ended(petitionAccess(requester), page);
      return { items: items.map((petition) => petitionCandidateView(petition, retention(keepablePetition(petition)), now)), next };
    }
    const { items, next } = await this.reads.ended(visibilityOf(requester), page);
    return { items: items.map((dossier) => candidateView(dossier, retention(keepableDossier(dossier)), now)), next };
  }

  private get ports() {
    return { destruction: this.destruction, dossiers: this.dossiers, petitions: this.petitions };
  }

  private async findKeepable(code: string, requester: Requester): Promise<Keepable | undefined> {
    if (!isPetitionNumber(code)) {
      const found = await this.dossierReads.find(visibilityOf(requester), code, undefined);
      return found && keepableDossier(found.dossier);
    }
    const { state } = await this.petitions.petitions.state(code);
    return state.kind === 'known' && mayRead(petitionAccess(requester), state) ? keepablePetition(state) : undefined;
  }

  private deciding(requester: Requester, status = 200): Deciding {
    const { unit, subject, name } = requester;
    return { by: { unit, subject, name }, actor: requester.actor(), at: this.clock.now(), effectsFor: (number) => commandEffects({ status, body: { number } }) };
  }

  /** Another unit's list does not exist for the requester. */
  private async get(number: string, requester: Requester, minPosition: number | undefined): Promise<FoundList> {
    const found = await this.reads.find(unitOf(requester), number.slice(0, 40), minPosition);
    return found ?? refuse({ code: 'LIST_UNKNOWN', because: `Expected to find destruction list ${number.slice(0, 40)}, but there is none that the requester may see` });
  }
}

function unitOf({ roles, unit }: Requester): string | null {
  return roles.includes('auditor') ? null : unit;
}

function answerOf(decided: Decided): Readonly<{ position: number; version: number; body: Readonly<{ number: string; status: string; position: number }> }> {
  if (decided.kind === 'rejected') refuse(decided.rejection);
  const { position, result: { number, status }, versions } = decided;
  return { position, version: versions[`destruction-list/${number}`] ?? 0, body: { number, status, position } };
}
