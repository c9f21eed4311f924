import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { COUNTING_RULES, SUSPENSION_GROUNDS, type StartedClock } from '@lienthong/calendar';
import type { Explanation } from '@lienthong/kernel';
import {
  Allow, AsReading, Clock, commandAnswer, commandEffects, preferredLanguage, problemOf, ReadsDossier, refuse, renderProblem, Requester, type CommandAnswer, type Reading,
} from '@lienthong/service-host';
import { amendmentOptions } from '../../domain/amendment-options.js';
import type { Amendment, AmendmentRejection } from '../../domain/clock-amendment.js';
import { caseOf, taskIdOf } from '../../domain/instance.js';
import { amendClock, foreseeAmendment } from '../../use-cases/amend-clock.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { apologyAsked, correctionAsked, extensionAsked } from './asked-amendment.js';
import { ApologyRequest, ClockCorrectionRequest, ClockExtensionRequest, type AmendmentRequest } from './clock.requests.js';
import { accountOf, getClocked } from './due-date-account.js';
import { problems } from './problems.js';

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
    const dossier = await getClocked(this.dossiers, code, requester);
    reading.concerns(caseOf(dossier.instance, code));
    return accountOf(this.dossiers, code, dossier);
  }

  /** What may be changed now, and why not what may not; which suspensions there are, as a correction numbers them. */
  @Get('clock')
  @ReadsDossier('code')
  @Allow(KEEPERS)
  async options(@Param('code') code: string, @Requester() requester: Requester, @AsReading() reading: Reading, @Headers('accept-language') accepted?: string): Promise<object> {
    const { running, instance, clock } = await getClocked(this.dossiers, code, requester);
    reading.concerns(caseOf(instance, code));
    const { extension, apology } = amendmentOptions(code, clock, await this.dossiers.calendars(running.calendar), this.clock.now());
    const problem = (barred: AmendmentRejection | null) => (barred === null ? null : renderProblem(problemOf(barred), problems, preferredLanguage(accepted), code));
    const { status, receivedAt, submittedAt, calendar } = running;
    return {
      dossierCode: code, status, dueAt: clock.dueAt, promisedDueAt: clock.promisedDueAt, receivedAt, submittedAt, calendar, suspensions: suspensionsOf(running),
      extension: { problem: problem(extension.barred) },
      apology: { ...apology, barred: undefined, problem: problem(apology.barred), legalBasis: COUNTING_RULES.apology.source },
    };
  }

  @Post('clock/corrections')
  @Allow(KEEPERS)
  async correct(@Param('code') code: string, @Body() request: ClockCorrectionRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.amend(code, correctionAsked(request), request, requester);
  }

  @Post('clock/corrections/preview')
  @HttpCode(200)
  @ReadsDossier('code')
  @Allow(KEEPERS)
  async previewCorrection(@Param('code') code: string, @Body() request: ClockCorrectionRequest, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    return this.preview(code, correctionAsked(request), request, { requester, reading });
  }

  @Post('clock/extensions')
  @Allow(KEEPERS)
  async extend(@Param('code') code: string, @Body() request: ClockExtensionRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.amend(code, extensionAsked(request), request, requester);
  }

  @Post('clock/extensions/preview')
  @HttpCode(200)
  @ReadsDossier('code')
  @Allow(KEEPERS)
  async previewExtension(@Param('code') code: string, @Body() request: ClockExtensionRequest, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    return this.preview(code, extensionAsked(request), request, { requester, reading });
  }

  /** Form 04: sorry, and one new date. */
  @Post('clock/apology')
  @Allow(KEEPERS)
  async apologise(@Param('code') code: string, @Body() request: ApologyRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.amend(code, apologyAsked(request), request, requester);
  }

  @Post('clock/apology/preview')
  @HttpCode(200)
  @ReadsDossier('code')
  @Allow(KEEPERS)
  async previewApology(@Param('code') code: string, @Body() request: ApologyRequest, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    return this.preview(code, apologyAsked(request), request, { requester, reading });
  }

  private async amend(code: string, amendment: Amendment, request: AmendmentRequest, requester: Requester): Promise<CommandAnswer> {
    await getClocked(this.dossiers, code, requester);
    const amended = await amendClock(this.dossiers, this.command(code, amendment, request, requester), requester.actor(), commandEffects());
    if (amended.kind === 'rejected') refuse(amended.rejection);
    return commandAnswer({ position: amended.position, version: amended.version, body: { dossierCode: code }, location: `/dossiers/${code}/due-date/explain` });
  }

  /** What the act would come to, by the same decision: the date with its account, and the steps that it moves. Enters nothing but that it was looked at. */
  private async preview(code: string, amendment: Amendment, request: AmendmentRequest, { requester, reading }: Readonly<{ requester: Requester; reading: Reading }>): Promise<object> {
    const { instance, clock } = await getClocked(this.dossiers, code, requester);
    reading.concerns(caseOf(instance, code));
    const foreseen = await foreseeAmendment(this.dossiers, this.command(code, amendment, request, requester));
    if (foreseen.kind === 'rejected') refuse(foreseen.rejection);
    const { after, events, moved } = foreseen;
    if (after.running === null) throw new Error(`Expected the clock of ${code} to run after an amendment, but it does not`);
    const apology = events.find((event) => event.type === 'ClockPostponed');
    return {
      dossierCode: code, from: clock.dueAt, dueAt: after.dueAt, isInTime: apology?.data.isInTime ?? null,
      steps: moved.map(({ data: { jobKey, element, from, to } }) => {
        const { name = element, nameEn = element } = instance.run.jobs[jobKey] ?? {};
        return { taskId: taskIdOf(code, jobKey), element, name: { vi: name, en: nameEn }, from, to };
      }),
      explanation: await accountOf(this.dossiers, code, { instance, running: after.running }),
    };
  }

  private command(code: string, amendment: Amendment, { reason, previewedDueAt }: AmendmentRequest, { subject, name }: Requester): Parameters<typeof amendClock>[1] {
    return { type: 'AmendClock', at: this.clock.now(), data: { code, amendment, reason, by: { subject, name }, ...(previewedDueAt != null && { previewedDueAt }) } };
  }
}

function suspensionsOf({ moves }: StartedClock): readonly object[] {
  const suspensions = moves.filter((move) => move.kind === 'suspension');
  return suspensions.map(({ from, to, ground, isVoid = false }, index) => ({ number: index + 1, from, to, ground, name: SUSPENSION_GROUNDS[ground].name, isVoid }));
}
