import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { explainDueDate } from '@lienthong/calendar';
import { Allow, etagOf, pageOf, Position, PublishedCalendars, ReadsDossier, refuse, Requester, WorkQuery } from '@lienthong/service-host';
import type { Explanation } from '@lienthong/kernel';
import { appointmentFor } from '../../domain/appointment.js';
import { fixedCharge, type Charge } from '../../domain/charge.js';
import type { Dossier } from '../../domain/dossier.js';
import { limitFor, type ProcedureVersion } from '../../domain/procedure.js';
import type { NationalState } from '../../domain/national-states.js';
import { receiptForm } from '../../domain/receipt-form.js';
import { explainFees } from '../../domain/fee-ledger.js';
import { explainRefusal } from '../../domain/refusal.js';
import { explainRouting } from '../../domain/routing.decider.js';
import { visibilityOf } from '../../domain/visibility.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { DossierReads, type FoundDossier } from '../../use-cases/dossier-reads.js';
import { dossierRow, dossierView, workView } from './dossier-views.js';
import { DossierQuery, ProcedureQuery, ReceiptQuery } from './listing.requests.js';
import { receiptPage } from './receipt-page.js';

/** What this service needs of a reply; the door's own type is Fastify's. */
type Reply = Readonly<{ header(name: string, value: string): unknown }>;

/** Lists and single dossiers, each seen only by those whom the visibility rule admits: whoever is signed in may ask. */
@ApiTags('dossiers')
@Controller()
@Allow({})
export class DossierReadsController {
  constructor(private readonly reads: DossierReads, private readonly ports: DossierPorts, private readonly calendars: PublishedCalendars) {}

  @Get('dossiers')
  async list(@Query() query: DossierQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const filter = { state: query.state === undefined ? undefined : Number(query.state) as NationalState, procedureCode: query.procedure, routing: query.routing, text: query.q };
    const { items, next } = await this.reads.list(visibilityOf(requester), filter, pageOf(query, minPosition));
    return { items: items.map(dossierRow), next };
  }

  @Get('dossiers/:code')
  @ReadsDossier('code')
  async find(@Param('code') code: string, @Requester() requester: Requester, @Position() minPosition: number | undefined, @Res({ passthrough: true }) reply: Reply): Promise<object> {
    const found = await this.get(code, requester, minPosition);
    reply.header('etag', etagOf(found.version));
    return dossierView(found);
  }

  /** What is charged at receipt, and by which rule. */
  @Get('dossiers/:code/fees/explain')
  @ReadsDossier('code')
  async fees(@Param('code') code: string, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<Explanation> {
    const { dossier } = await this.get(code, requester, minPosition);
    if (dossier.receipt === null) refuse({ code: 'NO_RECEIPT_YET', because: `Expected to explain the fees of dossier ${code}, but it has not been accepted` });
    return explainFees(code, { ...dossier, charges: dossier.charges ?? (await this.fixedChargesOf(dossier)) }, dossier.receipt.receivedAt);
  }

  /** Who decides, and how that was found. */
  @Get('dossiers/:code/routing/explain')
  @ReadsDossier('code')
  async routing(@Param('code') code: string, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<Explanation> {
    return explainRouting((await this.get(code, requester, minPosition)).dossier);
  }

  @Get('dossiers/:code/refusal/explain')
  @ReadsDossier('code')
  async refusal(@Param('code') code: string, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<Explanation> {
    const { dossier } = await this.get(code, requester, minPosition);
    return explainRefusal(dossier) ?? refuse({ code: 'NOT_REFUSED', because: `Expected to explain the refusal of dossier ${code}, but it was not refused` });
  }

  /** How the date on the receipt came about. Where it stands since, the processing service says. */
  @Get('dossiers/:code/due-date/explain')
  @ReadsDossier('code')
  async dueDate(@Param('code') code: string, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<Explanation> {
    const { dossier } = await this.get(code, requester, minPosition);
    const [{ receipt, application: { channel } }, version] = [dossier, await this.versionOf(dossier)];
    if (receipt === null || version === undefined) refuse({ code: 'NO_RECEIPT_YET', because: `Expected to explain the due date of dossier ${code}, but it has not been accepted` });
    const { calendar, receivedAt, dueAt } = receipt;
    const [appointment, limit] = [appointmentFor(version, receivedAt, channel, (await this.calendars.knowing(calendar)).find(calendar)), limitFor(version, channel)];
    if (appointment.kind === 'rejected') refuse(appointment.rejection);
    if (limit.kind === 'refused') refuse({ code: 'NO_DUE_DATE', because: limit.rejection.because });
    const because = { vi: 'Hẹn khi tiếp nhận hợp lệ', en: 'Promised at valid receipt' };
    return explainDueDate({ about: code, limit: limit.limit, ...(version.limitBasis && { legalBasis: version.limitBasis }), dates: [{ dueAt, since: receivedAt, because, calendar, derivation: appointment.derivation }] });
  }

  /** Form 01, as data or as a page to print. */
  @Get('dossiers/:code/receipt')
  @ReadsDossier('code')
  async receipt(@Param('code') code: string, @Query() query: ReceiptQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined, @Res({ passthrough: true }) reply: Reply): Promise<object | string> {
    const { dossier } = await this.get(code, requester, minPosition);
    const version = await this.versionOf(dossier);
    const form = version === undefined ? undefined : receiptForm(dossier, version, await this.calendars.knowing(dossier.receipt?.calendar ?? ''));
    if (form === undefined) refuse({ code: 'NO_RECEIPT_YET', because: `Expected to print the receipt of dossier ${code}, but it has not been accepted` });
    if (query.format !== 'html') return form;
    reply.header('content-type', 'text/html; charset=utf-8');
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return receiptPage(form);
  }

  @Get('tasks')
  @Allow({ agency: 'one-stop' })
  async work(@Query() query: WorkQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const { items, next } = await this.reads.work(visibilityOf(requester), { type: query.type, dossierCode: query.dossier }, pageOf(query, minPosition));
    return { items: items.map(workView), next };
  }

  /** Every published version, since a dossier keeps the one in force at its receipt. */
  @Get('procedures')
  @Allow({})
  async procedures(@Query() query: ProcedureQuery, @Position() minPosition: number | undefined): Promise<object> {
    return this.reads.procedures(pageOf(query, minPosition));
  }

  /** Dossiers of earlier releases: what their version states. */
  private async fixedChargesOf(dossier: Dossier): Promise<readonly Charge[]> {
    const version = await this.versionOf(dossier);
    return version === undefined ? [] : version.fees.filter(({ decision }) => decision === undefined).map((fee) => fixedCharge(fee, version));
  }

  /** The version of its procedure that the receipt names. */
  private async versionOf({ application, receipt }: Dossier): Promise<ProcedureVersion | undefined> {
    const { state: { versions } } = await this.ports.procedures.state(application.procedureCode);
    return versions.find((each) => each.version === receipt?.procedureVersion);
  }

  /** What may not be seen does not exist for the requester: 404 either way. */
  private async get(code: string, requester: Requester, minPosition: number | undefined): Promise<FoundDossier> {
    const found = await this.reads.find(visibilityOf(requester), code, minPosition);
    return found ?? refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code}, but there is none that the requester may see` });
  }
}
