import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Explanation } from '@lienthong/kernel';
import { Allow, Clock, commandAnswer, commandEffects, etagOf, IfMatch, pageOf, Position, refuse, refuseWith, Requester, type CommandAnswer } from '@lienthong/service-host';
import { CITIZEN } from '../../domain/application.js';
import { mayAct, mayRead, petitionAccess } from '../../domain/petition-access.js';
import type { PetitionCommand } from '../../domain/petition.decider.js';
import type { Author, KnownPetition, PetitionClass } from '../../domain/petition.js';
import { DestructionPorts } from '../../use-cases/destruction-ports.js';
import { PetitionPorts, PetitionReads } from '../../use-cases/petition-ports.js';
import { momentOf } from './field-rules.js';
import { explainClock, petitionRow, petitionView } from './petition-views.js';
import { ClassifyPetitionRequest, PetitionActRequest, PetitionQuery, PetitionTextRequest, RateAnswerRequest, ReceivePetitionRequest, TransferPetitionRequest } from './petition.requests.js';

type Reply = Readonly<{ header(name: string, value: string): unknown }>;

const OFFICERS = { agency: 'one-stop', roles: ['clerk', 'leader', 'inspector'] } as const;
const AUTHOR = { roles: ['citizen'] } as const;

/** Complaints, denunciations, reflections and feedback about rules: received, classed, taken up, extended, resolved, each by its legal clock. */
@ApiTags('petitions')
@Controller('petitions')
@Allow(OFFICERS, AUTHOR, { roles: ['auditor'] })
export class PetitionsController {
  constructor(private readonly ports: PetitionPorts, private readonly reads: PetitionReads, private readonly dossiers: DestructionPorts, private readonly clock: Clock) {}

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
    const dossierCode = body.dossierCode ?? undefined;
    const dossier = dossierCode === undefined ? undefined : await this.ports.store.findDossier(dossierCode);
    if (dossierCode !== undefined && dossier === undefined) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${dossierCode}, but no such dossier was submitted here` });
    const year = at.slice(0, 4);
    const number = `PA-${year}-${String(await this.ports.drawNumber(`petition/${year}`)).padStart(5, '0')}`;
    const author = isCitizen ? { name: requester.name, identifier: requester.subject, address: body.author?.address ?? '', phone: body.author?.phone ?? '' } : authorOf(body);
    return this.change(number, requester, {
      type: 'ReceivePetition', at,
      data: {
        number, unit: isCitizen ? body.unit ?? this.ports.receivingUnit : requester.unit, source: isCitizen ? 'portal' : body.source ?? 'reception', petition: classOf(body), subject: body.subject.trim(), text: body.text.trim(),
        author: author ?? null, dossierRef: dossier?.ref ?? null, isRepeated: body.isRepeated ?? false, receivedAt: isCitizen ? at : momentOf(body.receivedAt ?? at),
        by: officerOf(requester), calendar: await this.ports.calendar(),
      },
    }, { status: 201 });
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
    const handled = await this.ports.petitions.handle(number, command, { meta: { actor: requester.actor(), at: command.at, dossier: null }, expectedVersion, also: commandEffects({ status, body: { number } }) });
    if (handled.kind === 'rejected') refuse(handled.rejection);
    const { position, version } = handled;
    return commandAnswer({ position, version, status, body: { number, position }, ...(status === 201 && { location: `/petitions/${number}` }) });
  }

  private requireOwn(state: KnownPetition, requester: Requester): void {
    if (!mayAct(petitionAccess(requester), state)) refuse({ code: 'NOT_YOUR_PETITION', because: `Expected to act on petition ${state.number}, but it lies with unit ${state.unit}` });
  }

  /** What may not be seen does not exist for the requester. Read from the stream: nobody acts on an old picture. */
  private async get(number: string, requester: Requester): Promise<Readonly<{ state: KnownPetition; version: number }>> {
    const isNumber = /^PA-\d{4}-\d{5,}$/.test(number);
    const found = isNumber ? await this.ports.petitions.state(number) : undefined;
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
