import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { newDossierRef } from '@lienthong/event-store';
import type { Explanation } from '@lienthong/kernel';
import { Allow, Clock, commandAnswer, commandEffects, etagOf, IfMatch, pageOf, Position, refuse, refuseWith, Requester, type CommandAnswer } from '@lienthong/service-host';
import { acceptanceNotice } from '../../domain/acceptance-notice.js';
import { CITIZEN } from '../../domain/application.js';
import { isPetitionNumber } from '../../domain/keepable.js';
import { mayAct, mayRead, petitionAccess, seesAuthor } from '../../domain/petition-access.js';
import { petitionDecider, type PetitionCommand } from '../../domain/petition.decider.js';
import { explainClock } from '../../domain/petition-explain.js';
import { noPetition, type Author, type KnownPetition, type PetitionClass } from '../../domain/petition.js';
import { visibilityOf } from '../../domain/visibility.js';
import { DestructionPorts } from '../../use-cases/destruction-ports.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { PetitionPorts, PetitionReads } from '../../use-cases/petition-ports.js';
import { acceptanceNoticePage } from './acceptance-notice-page.js';
import { momentOf } from './field-rules.js';
import { petitionRow, petitionView } from './petition-views.js';
import { ReceiptQuery } from './listing.requests.js';
import { ClassifyPetitionRequest, PetitionActRequest, PetitionQuery, PetitionTextRequest, RateAnswerRequest, ReceivePetitionRequest, TransferPetitionRequest } from './petition.requests.js';

type Reply = Readonly<{ header(name: string, value: string): unknown }>;

const OFFICERS = { agency: 'one-stop', roles: ['clerk', 'leader', 'inspector'] } as const;
const AUTHOR = { roles: ['citizen'] } as const;

/** Complaints, denunciations, reflections and feedback about rules: received, classed, taken up, extended, resolved, each by its legal clock. */
@ApiTags('petitions')
@Controller('petitions')
@Allow(OFFICERS, AUTHOR, { roles: ['auditor'] })
export class PetitionsController {
  constructor(private readonly ports: PetitionPorts, private readonly reads: PetitionReads, private readonly dossiers: DestructionPorts, private readonly dossierReads: DossierReads, private readonly clock: Clock) {}

  @Get()
  async list(@Query() query: PetitionQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const now = this.clock.now();
    const { items, next } = await this.reads.list(petitionAccess(requester), { status: query.status, matter: query.matter, overdueAt: query.overdue === undefined ? undefined : now }, pageOf(query, minPosition));
    return { items: items.map(({ petition, version, dueAt }) => petitionRow(petition, version, dueAt, now)), next };
  }

  @Get(':number')
  async find(@Param('number') number: string, @Requester() requester: Requester, @Res({ passthrough: true }) reply: Reply): Promise<object> {
    const { state, version } = await this.get(number, requester);
    reply.header('etag', etagOf(version));
    const dossierCode = state.dossierRef === null ? null : (await this.dossiers.findCodes([state.dossierRef])).get(state.dossierRef) ?? null;
    return petitionView(state, version, dossierCode, petitionAccess(requester), this.clock.now());
  }

  /** How the date of a stage came about, line by line. */
  @Get(':number/due-date/explain')
  async explain(@Param('number') number: string, @Query('stage') stage: string | undefined, @Requester() requester: Requester): Promise<Explanation> {
    const { state } = await this.get(number, requester);
    return explainClock(state, stage) ?? refuseWith('NOT_FOUND', `Expected to explain a date of petition ${state.number}, but it has none`);
  }

  @Post()
  @Allow(OFFICERS, AUTHOR)
  async receive(@Body() body: ReceivePetitionRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const at = this.clock.now();
    const isCitizen = requester.roles.includes('citizen') || requester.agency === CITIZEN;
    const dossierRef = await this.refOf(body.dossierCode ?? undefined, requester);
    const author = isCitizen ? { name: requester.name, identifier: requester.subject, address: body.author?.address ?? '', phone: body.author?.phone ?? '' } : authorOf(body);
    const data = {
      unit: isCitizen ? body.unit ?? this.ports.receivingUnit : requester.unit, source: isCitizen ? 'portal' : body.source ?? 'reception', petition: classOf(body), subject: body.subject.trim(), text: body.text.trim(),
      author: author ?? null, dossierRef, isRepeated: body.isRepeated ?? false, receivedAt: isCitizen ? at : momentOf(body.receivedAt ?? at),
      by: officerOf(requester), calendar: await this.ports.calendar(),
    };
    // Checked before a number is drawn, so that what is refused leaves no gap in the year's numbers.
    const trial = petitionDecider.decide({ type: 'ReceivePetition', at, data: { ...data, number: '' } }, noPetition);
    if (trial.kind === 'rejected') refuse(trial.rejection);
    const year = at.slice(0, 4);
    const number = `PA-${year}-${String(await this.ports.drawNumber(`petition/${year}`)).padStart(5, '0')}`;
    return this.change(number, requester, { type: 'ReceivePetition', at, data: { ...data, number } }, { status: 201 });
  }

  /** The notice that it is taken up, as data or as a page to print. */
  @Get(':number/acceptance-notice')
  async notice(@Param('number') number: string, @Query() query: ReceiptQuery, @Requester() requester: Requester, @Res({ passthrough: true }) reply: Reply): Promise<object | string> {
    const { state } = await this.get(number, requester);
    const notice = seesAuthor(petitionAccess(requester), state) ? acceptanceNotice(state) : undefined;
    if (notice === undefined) refuse({ code: 'NO_ACCEPTANCE_NOTICE', because: `Expected to print that petition ${state.number} is taken up, but it is not, or has no author who may be named here` });
    if (query.format !== 'html') return notice;
    reply.header('content-type', 'text/html; charset=utf-8');
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return acceptanceNoticePage(notice);
  }

  @Post(':number/classification')
  @Allow(OFFICERS)
  async classify(@Param('number') number: string, @Body() body: ClassifyPetitionRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.act(number, requester, expectedVersion, (given) => ({ type: 'ClassifyPetition', at: given.at, data: { ...given.counted, petition: classOf(body) } }));
  }

  @Post(':number/acceptance')
  @Allow(OFFICERS)
  async accept(@Param('number') number: string, @Body() _: PetitionActRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.act(number, requester, expectedVersion, ({ at, counted }) => ({ type: 'AcceptPetition', at, data: counted }));
  }

  @Post(':number/transfer')
  @Allow(OFFICERS)
  async transfer(@Param('number') number: string, @Body() { unit, to, reason }: TransferPetitionRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.act(number, requester, expectedVersion, ({ at, counted }) => ({ type: 'TransferPetition', at, data: { ...counted, unit: unit ?? null, to, reason: reason.trim() } }));
  }

  @Post(':number/return')
  @Allow(OFFICERS)
  async giveBack(@Param('number') number: string, @Body() { text }: PetitionTextRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.act(number, requester, expectedVersion, ({ at, counted: { number: own, by } }) => ({ type: 'ReturnPetition', at, data: { number: own, by, guidance: text.trim() } }));
  }

  @Post(':number/extension')
  @Allow(OFFICERS)
  async extend(@Param('number') number: string, @Body() { text }: PetitionTextRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.act(number, requester, expectedVersion, ({ at, counted }) => ({ type: 'ExtendPetition', at, data: { ...counted, reason: text.trim() } }));
  }

  @Post(':number/questions')
  @Allow(OFFICERS)
  async ask(@Param('number') number: string, @Body() { text }: PetitionTextRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.act(number, requester, expectedVersion, ({ at, counted }) => ({ type: 'AskAuthor', at, data: { ...counted, question: text.trim() } }));
  }

  @Post(':number/resolution')
  @Allow(OFFICERS)
  async resolve(@Param('number') number: string, @Body() { text }: PetitionTextRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.act(number, requester, expectedVersion, ({ at, counted }) => ({ type: 'ResolvePetition', at, data: { ...counted, answer: text.trim() } }));
  }

  @Post(':number/publication')
  @Allow(OFFICERS)
  async publish(@Param('number') number: string, @Body() _: PetitionActRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return this.act(number, requester, expectedVersion, ({ at, counted: { number: own, by } }) => ({ type: 'PublishAnswer', at, data: { number: own, by } }));
  }

  /** By the author, or by an officer who was told it. */
  @Post(':number/replies')
  @Allow(OFFICERS, AUTHOR)
  async reply(@Param('number') number: string, @Body() { text }: PetitionTextRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const { state } = await this.get(number, requester);
    if (petitionAccess(requester).kind !== 'author') this.requireOwn(state, requester);
    return this.change(number, requester, { type: 'RecordReply', at: this.clock.now(), data: { number, reply: text.trim() } });
  }

  /** Only by the author: staff never rate on somebody's behalf. */
  @Post(':number/rating')
  @Allow(AUTHOR)
  async rate(@Param('number') number: string, @Body() { isSatisfied }: RateAnswerRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    await this.get(number, requester);
    return this.change(number, requester, { type: 'RateAnswer', at: this.clock.now(), data: { number, isSatisfied } });
  }

  private async act(number: string, requester: Requester, expectedVersion: number | undefined, command: (given: Readonly<{ at: string; counted: Counted }>) => PetitionCommand): Promise<CommandAnswer> {
    const { state } = await this.get(number, requester);
    this.requireOwn(state, requester);
    return this.change(number, requester, command({ at: this.clock.now(), counted: { number: state.number, by: officerOf(requester), calendar: await this.ports.calendar() } }), { expectedVersion });
  }

  private async change(number: string, requester: Requester, command: PetitionCommand, { expectedVersion, status = 200 }: Readonly<{ expectedVersion?: number | undefined; status?: number }> = {}): Promise<CommandAnswer> {
    // A petition has a reference of its own as a dossier has: by it everything of it is destroyed when it need not be kept any longer.
    const dossier = command.type === 'ReceivePetition' ? newDossierRef(number) : await this.ports.store.findDossier(number) ?? null;
    const handled = await this.ports.petitions.handle(number, command, { meta: { actor: requester.actor(), at: command.at, dossier }, expectedVersion, also: commandEffects({ status, body: { number } }) });
    if (handled.kind === 'rejected') refuse(handled.rejection);
    const { position, version } = handled;
    return commandAnswer({ position, version, status, body: { number, position }, ...(status === 201 && { location: `/petitions/${number}` }) });
  }

  /** What a citizen may not see is answered as what is not there: nobody finds out by a petition which codes exist. An officer names any dossier. */
  private async refOf(code: string | undefined, requester: Requester): Promise<string | null> {
    if (code === undefined) return null;
    const mayName = !isPetitionNumber(code) && (petitionAccess(requester).kind !== 'author' || (await this.dossierReads.find(visibilityOf(requester), code, undefined)) !== undefined);
    const dossier = mayName ? await this.ports.store.findDossier(code) : undefined;
    return dossier?.ref ?? refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code}, but there is none that the requester may see` });
  }

  private requireOwn(state: KnownPetition, requester: Requester): void {
    if (!mayAct(petitionAccess(requester), state)) refuse({ code: 'NOT_YOUR_PETITION', because: `Expected to act on petition ${state.number}, but it lies with unit ${state.unit}` });
  }

  /** What may not be seen does not exist for the requester. Read from the stream: nobody acts on an old picture. */
  private async get(number: string, requester: Requester): Promise<Readonly<{ state: KnownPetition; version: number }>> {
    const found = isPetitionNumber(number) ? await this.ports.petitions.state(number) : undefined;
    if (found?.state.kind === 'known' && mayRead(petitionAccess(requester), found.state)) return { state: found.state, version: found.version };
    return refuse({ code: 'PETITION_UNKNOWN', because: `Expected to find petition ${number.slice(0, 40)}, but there is none that the requester may see` });
  }
}

type Counted = Readonly<{ number: string; by: ReturnType<typeof officerOf>; calendar: Awaited<ReturnType<PetitionPorts['calendar']>> }>;

function officerOf({ unit, subject, name }: Requester) {
  return { unit, subject, name };
}

function authorOf({ author }: ReceivePetitionRequest): Author | undefined {
  return author && { name: author.name, identifier: author.identifier ?? '', address: author.address ?? '', phone: author.phone ?? '' };
}

/** JSON may say nothing by `null` too. */
function classOf({ matter, aspect, round, complexity, isRemote, obstacles }: ClassifyPetitionRequest): PetitionClass {
  return { matter, aspect: aspect ?? null, round: round ?? 1, complexity: complexity ?? 'ordinary', isRemote: isRemote ?? false, obstacles: obstacles ?? [] };
}
