import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { differenceOfCalendars } from '@lienthong/calendar';
import { differenceOfModels, readModelLeniently } from '@lienthong/dmn';
import { Allow, Clock, refuse } from '@lienthong/service-host';
import { CalendarPorts, checkCalendar } from '../../use-cases/publish-calendar.js';
import { checkDecision, DecisionPorts } from '../../use-cases/publish-decision.js';
import { checkProcedure, ProcedurePorts } from '../../use-cases/publish-procedure.js';
import { VersionComparisons } from '../../use-cases/compare-versions.js';
import { CalendarRequest } from './calendar.requests.js';
import { DecisionRequest } from './decision.requests.js';
import { PublicationRequest } from './publication.requests.js';

type Finding = Readonly<{ text: Readonly<{ vi: string; en: string }> }>;
/** `from`: the newest version, with which it is compared; null before the first. `isNew` is false where the file is `version` already. */
type Check = Readonly<{ id: string; version: number; isNew: boolean; effectiveFrom: string | null; from: number | null; changes: readonly object[]; warnings: readonly object[] }>;

/** What publishing a file would come to: the same refusals, else the difference from the newest version. Publishes nothing. */
@ApiTags('publication')
@Controller()
@Allow({ roles: ['administrator', 'analyst'] })
export class PublicationChecksController {
  constructor(
    private readonly decisions: DecisionPorts, private readonly procedures: ProcedurePorts, private readonly calendars: CalendarPorts, private readonly comparisons: VersionComparisons, private readonly clock: Clock,
  ) {}

  @Post('decisions/checks')
  @HttpCode(200)
  async decision(@Body() { model, effectiveFrom, examples }: DecisionRequest): Promise<Check> {
    const checked = await checkDecision(this.decisions, { model, effectiveFrom, examples: examples ?? '' }, this.clock.now());
    if (checked.kind === 'refused') wrong('DECISION_REFUSED', checked.findings, ({ element }) => element);
    const foreseen = await this.decisions.foresee(checked.command);
    if (foreseen.kind === 'rejected') refuse(foreseen.rejection);
    const { id } = checked.model;
    const newest = (await this.decisions.published.versionsOf(id)).at(-1);
    const text = newest === undefined ? undefined : await this.decisions.published.findText(id, newest.version);
    const before = text === undefined ? undefined : readModelLeniently(text);
    const changes = before?.kind === 'read' ? differenceOfModels(before.model, checked.model) : [];
    return { id, version: foreseen.version, isNew: foreseen.isNew, effectiveFrom, from: newest?.version ?? null, changes, warnings: checked.warnings };
  }

  @Post('procedures/checks')
  @HttpCode(200)
  async procedure(@Body() { model }: PublicationRequest): Promise<Check> {
    const checked = await checkProcedure(this.procedures, Buffer.from(model, 'utf8'), this.clock.now());
    if (checked.kind === 'refused') wrong('MODEL_REFUSED', checked.findings, ({ element, rule }) => element ?? rule);
    const { code, effectiveFrom } = checked.command.data;
    const foreseen = await this.procedures.foresee(code, checked.command);
    if (foreseen.kind === 'rejected') refuse(foreseen.rejection);
    const { version, isNew, before } = foreseen;
    return { id: code, version, isNew, effectiveFrom, from: before === 0 ? null : before, changes: before === 0 ? [] : await this.comparisons.compareWith(code, before, model), warnings: checked.warnings };
  }

  @Post('calendars/checks')
  @HttpCode(200)
  async calendar(@Body() { calendar, icalendar }: CalendarRequest): Promise<Check> {
    const checked = await checkCalendar(this.calendars, { calendar, icalendar: icalendar ?? undefined });
    if (checked.kind === 'refused') wrong('CALENDAR_REFUSED', checked.findings, ({ path }) => path);
    const { data, before, isNew } = checked;
    return { id: data.id, version: data.version, isNew, effectiveFrom: null, from: before?.version ?? null, changes: before === undefined || !isNew ? [] : differenceOfCalendars(before, data), warnings: [] };
  }
}

function wrong<F extends Finding>(code: string, findings: readonly F[], pathOf: (finding: F) => string): never {
  const errors = findings.map((finding) => ({ path: pathOf(finding), vi: finding.text.vi, en: finding.text.en }));
  return refuse({ code, because: `Expected to check a file for publication, but ${errors.length} of its parts are wrong` }, { errors });
}
