import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Variables } from '@lienthong/bpmn';
import { Allow, AsReading, Clock, commandAnswer, commandEffects, etagOf, IfMatch, ReadsDossier, refuse, Requester, type CommandAnswer, type Reading } from '@lienthong/service-host';
import { deadlinesOf } from '../../domain/deadlines.js';
import { caseOf, taskIdOf, type Instance } from '../../domain/instance.js';
import { deriveDueDate, findSuspension, type LegalClock } from '../../domain/legal-clock.js';
import { maySee } from '../../domain/visibility.js';
import { actOnDossier } from '../../use-cases/act-on-dossier.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { datesOf } from './due-date-account.js';
import { RepairRequest } from './repair.requests.js';

/** Fastify's reply, as far as these routes use it. */
type Reply = Readonly<{ header(name: string, value: string): unknown }>;

const AGENCIES = { roles: ['clerk', 'officer', 'checker', 'leader', 'carrier', 'auditor', 'administrator', 'service'] } as const;

/** Read from the streams themselves: what a command has just done shows without waiting for a projection. */
@ApiTags('dossiers')
@Controller()
@Allow(AGENCIES)
export class DossiersController {
  constructor(private readonly ports: DossierPorts, private readonly clock: Clock) {}

  @Get('dossiers/:code/due-date')
  @ReadsDossier('code')
  @Allow(AGENCIES, { roles: ['citizen'] })
  async dueDate(@Param('code') code: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    const [{ state: instance }, { state: clock }] = await Promise.all([this.ports.loadInstance(code), this.ports.loadClock(code)]);
    if (clock.running === null || !maySee(instance, requester)) refuse(unknown(code));
    reading.concerns(caseOf(instance, code));
    const calendars = await this.ports.calendars(clock.running.calendar);
    const calendar = calendars.find(clock.running.calendar);
    if (calendar === undefined) refuse({ code: 'CALENDAR_UNKNOWN', because: `Expected to derive the due date of ${code}, but calendar ${clock.running.calendar} is not known here` });
    const due = deriveDueDate(calendar, clock);
    if (due.kind === 'refused') refuse(due.rejection);
    return {
      dossierCode: code, status: clock.running.status, calendar: calendar.id, limit: clock.running.limit, receivedAt: clock.running.receivedAt,
      promisedDueAt: clock.promisedDueAt, dueAt: due.dueAt, suspension: findSuspension(clock) ?? null, stoppedAt: clock.running.stoppedAt, submittedAt: clock.running.submittedAt,
      warned: clock.warned ?? [], coming: deadlinesOf(clock, calendars, []), tacit: clock.tacit === undefined ? null : { outcome: clock.tacit, reachedAt: clock.tacitAt ?? null }, derivation: due.derivation,
      dates: datesOf(calendars, clock.running).map(({ dueAt, since, because }) => ({ dueAt, since, because })),
    };
  }

  /** A case as its parties see it: where the dossier stands, and each child dossier with its own code, body, due date and end. */
  @Get('dossiers/:code/case')
  @ReadsDossier('code')
  @Allow(AGENCIES, { roles: ['citizen'] })
  async wholeCase(@Param('code') code: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    const { state } = await this.ports.loadInstance(code);
    if (!maySee(state, requester)) refuse(unknown(code));
    reading.concerns(caseOf(state, code));
    const dueAt = async (each: string): Promise<string | null> => dueAtOf((await this.ports.loadClock(each)).state);
    const children = await Promise.all(childrenOf(state).map(async (child) => ({ ...child, dueAt: (await dueAt(child.dossierCode)) ?? child.dueAt })));
    return { dossierCode: code, parent: state.pin?.child?.parent ?? null, procedure: state.pin?.procedure, status: state.run.status, dueAt: await dueAt(code), children };
  }

  @Get('instances/:code')
  @ReadsDossier('code')
  async instance(@Param('code') code: string, @Requester() requester: Requester, @AsReading() reading: Reading, @Res({ passthrough: true }) reply: Reply): Promise<object> {
    const { state, version } = await this.ports.loadInstance(code);
    if (!maySee(state, requester)) refuse(unknown(code));
    reading.concerns(caseOf(state, code));
    reply.header('etag', etagOf(version));
    return instanceOf(code, state, version);
  }

  /** An administrator's repair before an incident is tried again: entered in the dossier's history with its reason. */
  @Post('instances/:code/variables')
  @Allow({ roles: ['administrator'] })
  async repair(@Param('code') code: string, @Body() { variables, reason }: RepairRequest, @Requester() requester: Requester, @IfMatch() seenVersion: number | undefined): Promise<CommandAnswer> {
    const by = { subject: requester.subject, name: requester.name };
    const acted = await actOnDossier(this.ports, {
      code, actor: requester.actor(), seenVersion, effects: commandEffects(),
      step: { type: 'SetVariables', at: this.clock.now(), data: { variables: variables as Variables, by, reason } },
    });
    if (acted.kind === 'rejected') refuse(acted.rejection);
    return commandAnswer({ position: acted.position, version: acted.version });
  }
}

function unknown(code: string): Readonly<{ code: string; because: string }> {
  return { code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code.slice(0, 60)}, but it has no procedure here that the requester may see` };
}

function dueAtOf(clock: LegalClock): string | null {
  return clock.running === null ? null : clock.dueAt;
}

function childrenOf({ children }: Instance) {
  return Object.entries(children).map(([dossierCode, { procedure, process, name, agency, unit, at, dueAt, ended }]) => ({ dossierCode, procedure, process, name, agency, unit, startedAt: at, dueAt, ended }));
}

/** Without the procedure's variables: they may hold what only the acting agency may read. */
function instanceOf(code: string, instance: Instance, version: number): object {
  const { pin, run, dueDates } = instance;
  return {
    dossierCode: code, version, status: run.status, procedure: pin?.procedure, procedureVersion: pin?.procedureVersion, units: pin?.units,
    parent: pin?.child?.parent ?? null, case: caseOf(instance, code), children: childrenOf(instance),
    open: Object.values(run.jobs).map((job) => ({
      taskId: taskIdOf(code, job.jobKey), element: job.element, name: job.name, kind: job.kind,
      agency: job.agency, unit: pin?.units[job.agency] ?? '', role: job.role, reason: job.reason, offeredAt: job.openedAt, dueAt: dueDates[job.jobKey],
      dossierState: job.dossierState, suspendsClock: job.suspendsClock, completedBy: job.completedBy, claimed: job.claimed,
    })),
    timers: Object.values(run.timers).map(({ element, dueAt }) => ({ element, dueAt })),
    awaits: Object.values(run.subscriptions).map(({ element, kind, name }) => ({ element, kind, name })),
    incidents: Object.values(run.incidents).map((incident) => ({
      incidentId: taskIdOf(code, incident.incidentKey), element: incident.element, code: incident.code, text: incident.text, owner: incident.owner, raisedAt: incident.at,
    })),
  };
}
