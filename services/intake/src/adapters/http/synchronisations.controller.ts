import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Clock, commandAnswer, commandEffects, pageOf, Position, ReadsDossier, refuse, Requester, type CommandAnswer } from '@lienthong/service-host';
import { NATIONAL_STATES } from '../../domain/national-states.js';
import { portalRecord, type PortalRecord } from '../../domain/portal-record.js';
import { findVersionInForce } from '../../domain/procedure.js';
import { NATIONAL_PORTAL, type SynchronisationOutcome } from '../../domain/synchronisation.decider.js';
import { visibilityOf, type Visibility } from '../../domain/visibility.js';
import { DossierReads } from '../../use-cases/dossier-reads.js';
import { SynchronisationPorts, SynchronisationReads, type KnownStep } from '../../use-cases/synchronisation-ports.js';
import { byOf } from './applications.js';
import { momentOf } from './field-rules.js';
import { ReportSynchronisationRequest, SynchronisationQuery } from './synchronisation.requests.js';

const CONNECTOR = { agency: NATIONAL_PORTAL, roles: ['integrator'] };

/** The National Portal's connector takes from here what is to be synchronised, and reports what became of it. */
@ApiTags('national portal')
@Controller()
export class SynchronisationsController {
  constructor(private readonly ports: SynchronisationPorts, private readonly reads: SynchronisationReads, private readonly dossiers: DossierReads, private readonly clock: Clock) {}

  /** Oldest first. What was reported leaves `status=pending`; what the portal refused waits under `refused` to be tried again. */
  @Get('synchronisations')
  @Allow(CONNECTOR, { agency: 'one-stop', roles: ['clerk', 'leader'] }, { roles: ['auditor'] })
  async list(@Query() query: SynchronisationQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const { items, next } = await this.reads.list(scopeOf(requester), { status: query.status, dossierCode: query.dossier }, pageOf(query, minPosition));
    return { items: items.map(stepView), next };
  }

  /** The dossier as it is now, in the portal's own words: what the connector sends. Who reads it is entered, as of any reading. */
  @Get('dossiers/:code/portal-record')
  @Allow(CONNECTOR)
  @ReadsDossier('code')
  async record(@Param('code') code: string, @Position() minPosition: number | undefined): Promise<PortalRecord> {
    const found = await this.dossiers.find({ kind: 'all' }, code, minPosition);
    if (found === undefined) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code} for the portal, but there is none` });
    const { dossier: { receipt, submittedAt, application: { procedureCode } } } = found;
    const { state } = await this.ports.procedures.state(procedureCode);
    return portalRecord(found.dossier, state.versions.find(({ version }) => version === receipt?.procedureVersion) ?? findVersionInForce(state, submittedAt.slice(0, 10)));
  }

  /** Said again it changes nothing. */
  @Post('dossiers/:code/synchronisations')
  @Allow(CONNECTOR)
  async report(@Param('code') code: string, @Body() body: ReportSynchronisationRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const at = this.clock.now();
    const { dossierVersion, outcome } = body;
    const found = await this.reads.findStep(code, dossierVersion);
    if (found === undefined) refuse({ code: 'STATE_NOT_REACHED', because: `Expected to report on version ${dossierVersion} of dossier ${code}, but by that it reached no state` });
    const { state, receivedAt } = found;
    const dossier = await this.ports.store.findDossier(code) ?? null;
    const handled = await this.ports.synchronisations.handle(code, { type: 'ReportSynchronisation', at, data: { by: byOf(requester), step: { code, dossierVersion, state, receivedAt }, outcome: outcomeOf(body, at) } }, {
      meta: { actor: requester.actor(), at, dossier }, also: commandEffects({ body: { code, dossierVersion, status: outcome } }),
    });
    if (handled.kind === 'rejected') refuse(handled.rejection);
    const { position } = handled;
    return commandAnswer({ position, body: { code, dossierVersion, status: outcome, position } });
  }
}

/** The connector brings every dossier of the province to the portal, and sees no more of it by that; people see what their units took in. */
function scopeOf(requester: Requester): Visibility {
  if (requester.agency === NATIONAL_PORTAL) return { kind: 'all' };
  const seen = visibilityOf(requester);
  return seen.kind === 'unit' || seen.kind === 'all' ? seen : { kind: 'none' };
}

function outcomeOf({ outcome, reference = '', reason = '', at: said }: ReportSynchronisationRequest, now: string): SynchronisationOutcome {
  const at = momentOf(said ?? now);
  return outcome === 'synchronised' ? { kind: 'synchronised', reference, at } : { kind: 'refused', reason: reason.trim(), at };
}

function stepView({ state, ...step }: KnownStep): object {
  return { ...step, state: { code: state, ...NATIONAL_STATES[state] } };
}
