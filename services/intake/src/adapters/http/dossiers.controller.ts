import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { CalendarBook } from '@lienthong/calendar';
import { Allow, Clock, commandAnswer, commandEffects, IfMatch, PublishedCalendars, refuse, refuseWith, Requester, type CommandAnswer, type ProblemDetails } from '@lienthong/service-host';
import type { DossierCommand, DossierRejection } from '../../domain/dossier.decider.js';
import type { Charge } from '../../domain/charge.js';
import type { Dossier } from '../../domain/dossier.js';
import { findVersionInForce, type Procedure } from '../../domain/procedure.js';
import { visibilityOf } from '../../domain/visibility.js';
import { judgedByReceipt } from '../../domain/form-at-receipt.js';
import type { SubmissionRejection } from '../../domain/submission.decider.js';
import { receiptForm, type ReceiptForm } from '../../domain/receipt-form.js';
import { assessCharges, type FeeRejection } from '../../use-cases/assess-charges.js';
import { changeDossier, type Changed } from '../../use-cases/change-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import type { ReuseRejection } from '../../use-cases/reused-papers.js';
import { findForeignFile, type UnknownFile } from '../../use-cases/file-holders.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { RegisterStatements } from '../../use-cases/known-sources.js';
import { RulesInForce } from '../../use-cases/rules-in-force.js';
import { submitDossier } from '../../use-cases/submit-dossier.js';
import { supplementDossier } from '../../use-cases/supplement-dossier.js';
import { Applications, identificationOf, claimsOf, componentsOf, byOf, correctedOf } from './applications.js';
import {
  AcceptDossierRequest, HandOverRequest, NameCompetenceRequest, RateServiceRequest, RefuseDossierRequest, RequestSupplementRequest, SubmitDossierRequest, SupplementDossierRequest, WithdrawDossierRequest,
} from './dossier.requests.js';
import { momentOf } from './field-rules.js';

type AcceptedChange = Extract<Changed, { kind: 'accepted' }>;

/** What clerks and citizens do to a dossier. */
@ApiTags('dossiers')
@Controller('dossiers')
export class DossiersController {
  constructor(
    private readonly ports: DossierPorts, private readonly rules: RulesInForce, private readonly applications: Applications, private readonly clock: Clock, private readonly calendars: PublishedCalendars,
    private readonly reads: DossierReads, private readonly statements: RegisterStatements,
  ) {}

  /** 201 for a new dossier; 200 with the dossier that already carries the same request, by whatever channel that came. */
  @Post()
  @Allow({ agency: ['one-stop', 'postal'], roles: ['clerk'] }, { roles: ['citizen'] })
  async submit(@Body() body: SubmitDossierRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const at = this.clock.now();
    const outcome = await submitDossier(this.ports, this.rules, { reads: this.reads, statements: this.statements }, {
      application: this.applications.read(body, requester), by: byOf(requester), identification: identificationOf(body, requester), visibility: visibilityOf(requester), claims: claimsOf(body), actor: requester.actor(), at,
      submittedAt: momentOf(body.submittedAt ?? at),
      effectsFor: (code) => commandEffects({ status: 201, body: { code, existing: false } }),
    });
    if (outcome.kind === 'rejected') refuse(outcome.rejection, detailsOf(outcome.rejection));
    const { code, position, version, kind } = outcome;
    return commandAnswer({ position, version, status: kind === 'submitted' ? 201 : 200, location: `/dossiers/${code}`, body: { code, existing: kind === 'existing', position } });
  }

  @Post(':code/acceptance')
  @Allow({ agency: 'one-stop', roles: ['clerk'] })
  async accept(@Param('code') code: string, @Body() body: AcceptDossierRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const at = this.clock.now();
    const procedure = await this.procedureOf(code);
    const receivedAt = momentOf(body?.receivedAt ?? at);
    const formBasis = body?.formBasis ?? '';
    const charges = await this.chargesOf(code, procedure, receivedAt, formBasis);
    const calendars = await this.calendars.newest(findVersionInForce(procedure, receivedAt.slice(0, 10))?.calendar ?? '');
    const changed = await this.change(code, { type: 'AcceptDossier', at, data: { by: byOf(requester), receivedAt, procedure, formBasis, charges, calendars } }, requester, expectedVersion);
    const dossier = knownOf(changed);
    const receipt = receiptOf(dossier, procedure.versions.find(({ version }) => version === dossier.receipt?.procedureVersion), calendars);
    return answer(changed, { code, receivedAt: dossier.receipt?.receivedAt, dueAt: dossier.receipt?.dueAt, receipt });
  }

  /** Who decides, where no rule says it. */
  @Post(':code/routing')
  @Allow({ agency: 'one-stop', roles: ['clerk'] })
  async route(@Param('code') code: string, @Body() { competentUnits, reason }: NameCompetenceRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return answer(await this.change(code, { type: 'NameCompetence', at: this.clock.now(), data: { by: byOf(requester), units: competentUnits, reason } }, requester, expectedVersion), { code });
  }

  @Post(':code/supplement-requests')
  @Allow({ agency: 'one-stop', roles: ['clerk'] })
  async requestSupplement(@Param('code') code: string, @Body() { items = [], reason }: RequestSupplementRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const command: DossierCommand = { type: 'RequestSupplement', at: this.clock.now(), data: { by: byOf(requester), items, reason } };
    return answer(await this.change(code, command, requester, expectedVersion), { code });
  }

  @Post(':code/supplements')
  @Allow({ agency: 'one-stop', roles: ['clerk'] }, { roles: ['citizen'] })
  async supplement(@Param('code') code: string, @Body() body: SupplementDossierRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const [at, corrected, dossier] = [this.clock.now(), correctedOf(body), await this.ports.store.findDossier(code) ?? null];
    const changed = await supplementDossier(this.ports, this.rules, code, { by: byOf(requester), components: componentsOf(body.components ?? []), at, ...(corrected && { corrected }), ...(body.reason !== undefined && { reason: body.reason }) },
      { meta: { actor: requester.actor(), at, dossier }, expectedVersion, also: commandEffects({ body: { code } }) });
    if (changed.kind === 'rejected') refuse(changed.rejection, detailsOf(changed.rejection));
    return answer(changed, { code, corrected: lastCorrected(changed.state, at) });
  }

  @Post(':code/refusal')
  @Allow({ agency: 'one-stop', roles: ['clerk'] })
  async refuse(@Param('code') code: string, @Body() { reason, legalBasis }: RefuseDossierRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return answer(await this.change(code, { type: 'RefuseDossier', at: this.clock.now(), data: { by: byOf(requester), reason, legalBasis: legalBasis ?? '' } }, requester, expectedVersion), { code });
  }

  @Post(':code/withdrawal')
  @Allow({ agency: 'one-stop', roles: ['clerk'] }, { roles: ['citizen'] })
  async withdraw(@Param('code') code: string, @Body() { reason }: WithdrawDossierRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return answer(await this.change(code, { type: 'WithdrawDossier', at: this.clock.now(), data: { by: byOf(requester), reason } }, requester, expectedVersion), { code });
  }

  @Post(':code/hand-over')
  @Allow({ agency: 'one-stop', roles: ['clerk'] })
  async handOver(@Param('code') code: string, @Body() { receiver, authorisation = '', resultFiles = [], sharedAs = '' }: HandOverRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    const foreign = await findForeignFile(this.ports, byOf(requester), [{ code: '', originals: 0, copies: 0, files: resultFiles }]);
    if (foreign !== undefined) refuse(foreign);
    const command: DossierCommand = { type: 'HandOverResult', at: this.clock.now(), data: { by: byOf(requester), receiver: { name: receiver.name, identifier: receiver.identifier }, authorisation, resultFiles, sharedAs } };
    return answer(await this.change(code, command, requester, expectedVersion), { code });
  }

  @Post(':code/rating')
  @Allow({ roles: ['citizen'] })
  async rate(@Param('code') code: string, @Body() { criteria }: RateServiceRequest, @Requester() requester: Requester, @IfMatch() expectedVersion: number | undefined): Promise<CommandAnswer> {
    return answer(await this.change(code, { type: 'RateService', at: this.clock.now(), data: { by: byOf(requester), criteria } }, requester, expectedVersion), { code });
  }

  private async change(code: string, command: DossierCommand, requester: Requester, expectedVersion: number | undefined): Promise<AcceptedChange> {
    const dossier = await this.ports.store.findDossier(code) ?? null;
    const changed = await changeDossier(this.ports, code, command, { meta: { actor: requester.actor(), at: command.at, dossier }, expectedVersion, also: commandEffects({ body: { code } }) });
    if (changed.kind === 'rejected') refuse(changed.rejection, detailsOf(changed.rejection));
    return changed;
  }

  /** Of a dossier that the version in force would not let in, the decision says why not. */
  private async chargesOf(code: string, procedure: Procedure, receivedAt: string, formBasis: string): Promise<readonly Charge[]> {
    const { state } = await this.ports.dossiers.state(code);
    const version = findVersionInForce(procedure, receivedAt.slice(0, 10));
    if (state.kind === 'none' || version === undefined || state.receipt !== null) return [];
    const judged = judgedByReceipt(state, procedure, version, formBasis, receivedAt);
    if (judged.kind === 'rejected') return [];
    const assessed = await assessCharges(this.rules, version, judged.application, receivedAt);
    return assessed.kind === 'assessed' ? assessed.charges : refuse(assessed.rejection);
  }

  private async procedureOf(code: string): Promise<Procedure> {
    const { state } = await this.ports.dossiers.state(code);
    if (state.kind === 'none') refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code}, but no such dossier was submitted here` });
    return (await this.ports.procedures.state(state.application.procedureCode)).state;
  }
}

function answer({ position, version }: AcceptedChange, body: object): CommandAnswer {
  return commandAnswer({ position, version, body: { ...body, position } });
}

/** Names of the fields that this supplement set right. */
function lastCorrected(state: AcceptedChange['state'], at: string): readonly string[] {
  const last = state.kind === 'none' ? undefined : state.corrections?.at(-1);
  return last?.at === at ? last.corrections.map(({ field }) => field) : [];
}

function knownOf({ state }: AcceptedChange): Dossier {
  if (state.kind === 'none') refuseWith('NOT_FOUND', 'Expected to find the dossier, but there is none');
  return state;
}

function receiptOf(dossier: Dossier, version: Parameters<typeof receiptForm>[1] | undefined, calendars: CalendarBook): ReceiptForm | null {
  return version === undefined ? null : receiptForm(dossier, version, calendars) ?? null;
}

/** A refusal that is about single components names each of them, so that a form can mark it. */
function detailsOf(rejection: DossierRejection | FeeRejection | SubmissionRejection | UnknownFile | ReuseRejection): ProblemDetails {
  if (rejection.code === 'FORM_INVALID' || rejection.code === 'FORM_CHANGED') return { errors: rejection.findings };
  if (rejection.code !== 'COMPONENT_MISSING' && rejection.code !== 'COMPONENT_UNKNOWN') return {};
  if (rejection.code === 'COMPONENT_UNKNOWN') return { errors: rejection.codes.map((code) => ({ path: `components.${code}`, vi: `Thủ tục này không có thành phần “${code}”`, en: `This procedure has no component "${code}"` })) };
  const [vi, en] = [rejection.componentsVi.split('; '), rejection.componentsEn.split('; ')];
  return { errors: rejection.codes.map((code, at) => ({ path: `components.${code}`, vi: `Thiếu “${vi[at] ?? code}”`, en: `"${en[at] ?? code}" is missing` })) };
}
