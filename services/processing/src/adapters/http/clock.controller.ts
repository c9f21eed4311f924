import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { dueDateHistory, explainDueDate, parseLimit, type CalendarBook, type ClockCorrection, type DatedDueDate, type StartedClock } from '@lienthong/calendar';
import type { Explanation } from '@lienthong/kernel';
import { Allow, AsReading, Clock, commandAnswer, commandEffects, ReadsDossier, refuse, Requester, type CommandAnswer, type Reading } from '@lienthong/service-host';
import type { Amendment } from '../../domain/clock-amendment.js';
import { caseOf, type Instance } from '../../domain/instance.js';
import { maySee } from '../../domain/visibility.js';
import { amendClock } from '../../use-cases/amend-clock.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { ApologyRequest, ClockCorrectionRequest, ClockExtensionRequest } from './clock.requests.js';

const READERS = { roles: ['clerk', 'officer', 'checker', 'leader', 'carrier', 'auditor', 'administrator', 'service'] };
const KEEPERS = { roles: ['leader', 'administrator'] };

/** How a due date came about, and what a leader may change about it: the past that was written down wrongly, and more time with a reason. */
@ApiTags('dossiers')
@Controller('dossiers/:code')
@Allow(READERS)
export class ClockController {
  constructor(private readonly dossiers: DossierPorts, private readonly clock: Clock) {}

  /** Line by line, with every date that was promised before and why it fell. */
  @Get('due-date/explain')
  @ReadsDossier('code')
  @Allow(READERS, { roles: ['citizen'] })
  async explain(@Param('code') code: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<Explanation> {
    const { running, instance } = await this.find(code, requester);
    reading.concerns(caseOf(instance, code));
    const { procedure, procedureVersion } = instance.pin ?? { procedure: '', procedureVersion: 0 };
    const limitBasis = (await this.dossiers.findDefinition(procedure, procedureVersion))?.procedure?.limitBasis;
    return explainDueDate({ about: code, limit: running.limit, ...(limitBasis && { legalBasis: limitBasis }), dates: datesOf(await this.dossiers.calendars(running.calendar), running) });
  }

  @Post('clock/corrections')
  @Allow(KEEPERS)
  async correct(@Param('code') code: string, @Body() request: ClockCorrectionRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.amend(code, { kind: 'correction', correction: correctionOf(request) }, request.reason, requester);
  }

  @Post('clock/extensions')
  @Allow(KEEPERS)
  async extend(@Param('code') code: string, @Body() { limit, reason }: ClockExtensionRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const reading = parseLimit(limit);
    if (reading.kind === 'refused') refuse(reading.rejection);
    return this.amend(code, { kind: 'extension', by: reading.limit }, reason, requester);
  }

  /** Form 04: sorry, and one new date. */
  @Post('clock/apology')
  @Allow(KEEPERS)
  async apologise(@Param('code') code: string, @Body() { dueAt, reason }: ApologyRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.amend(code, { kind: 'apology', to: dueAt }, reason, requester);
  }

  private async amend(code: string, amendment: Amendment, reason: string, requester: Requester): Promise<CommandAnswer> {
    await this.find(code, requester);
    const by = { subject: requester.subject, name: requester.name };
    const amended = await amendClock(this.dossiers, { type: 'AmendClock', at: this.clock.now(), data: { code, amendment, reason, by } }, requester.actor(), commandEffects());
    if (amended.kind === 'rejected') refuse(amended.rejection);
    return commandAnswer({ position: amended.position, version: amended.version, body: { dossierCode: code }, location: `/dossiers/${code}/due-date/explain` });
  }

  private async find(code: string, requester: Requester): Promise<Readonly<{ running: StartedClock; instance: Instance }>> {
    const [{ state: instance }, { state: clock }] = await Promise.all([this.dossiers.loadInstance(code), this.dossiers.loadClock(code)]);
    if (clock.running === null || !maySee(instance, requester)) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code.slice(0, 60)}, but it has no procedure here that the requester may see` });
    return { running: clock.running, instance };
  }
}

/** Every date that the dossier has had; the last one holds. */
export function datesOf(calendars: CalendarBook, running: StartedClock): readonly DatedDueDate[] {
  const history = dueDateHistory(calendars, running);
  return history.kind === 'history' ? history.dates : refuse(history.rejection);
}

function correctionOf({ what, at, suspension, ground, calendar }: ClockCorrectionRequest): ClockCorrection {
  switch (what) {
    case 'receipt':
      return { what, receivedAt: needed(at, 'at', what) };
    case 'suspension-begin':
      return { what, suspension: needed(suspension, 'suspension', what), from: needed(at, 'at', what) };
    case 'suspension-end':
      return { what, suspension: needed(suspension, 'suspension', what), to: needed(at, 'at', what) };
    case 'suspension-void':
      return { what, suspension: needed(suspension, 'suspension', what) };
    case 'suspension-ground':
      return { what, suspension: needed(suspension, 'suspension', what), ground: needed(ground, 'ground', what) };
    case 'calendar':
      return { what, calendar: needed(calendar, 'calendar', what) };
  }
}

/** Which of the members are needed depends on what is corrected. */
function needed<T>(value: T | null | undefined, member: string, what: string): T {
  if (value !== undefined && value !== null) return value;
  const errors = [{ path: member, vi: `“${what}” cần ${member}`, en: `"${what}" needs ${member}` }];
  return refuse({ code: 'VALIDATION_FAILED', because: `Expected to read a correction of ${what}, but it has no ${member}` }, { errors });
}
