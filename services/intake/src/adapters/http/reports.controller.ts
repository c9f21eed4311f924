import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EventStore } from '@lienthong/event-store';
import { Allow, Clock, decodeCursor, encodeCursor, pageOf, PublishedCalendars, refuse, Requester } from '@lienthong/service-host';
import { figuresOf, findIndicator } from '../../domain/indicators/report.js';
import { visibilityOf } from '../../domain/visibility.js';
import { membersOf, tallyScope } from '../../use-cases/indicator-report.js';
import { IndicatorRuns } from '../../use-cases/indicator-runs.js';
import { IndicatorSource, type Scope } from '../../use-cases/indicator-source.js';
import { PointRulesByDay } from '../../use-cases/point-rules.js';
import { asOfToken, periodOf, readAsOf, type ReportMoment } from './report-moment.js';
import { figureView, membersView, reportCsv } from './report-views.js';
import { IndicatorMembersQuery, IndicatorQuery } from './reports.requests.js';

type Reply = Readonly<{ header(name: string, value: string): unknown; status(code: number): unknown }>;

/** A small report is there at once; of a long one the answer tells how far it is. */
const WAIT_MS = 800;
const READERS = [{ roles: ['leader'] }, { roles: ['auditor'] }] as const;

/** The indicators of QĐ 766 over a period, and the dossiers behind each number. Leaders see their units, auditors all. */
@ApiTags('reports')
@Controller('reports')
@Allow(...READERS)
export class ReportsController {
  private readonly runs = new IndicatorRuns();

  constructor(private readonly source: IndicatorSource, private readonly store: EventStore, private readonly clock: Clock, private readonly points: PointRulesByDay, private readonly calendars: PublishedCalendars) {}

  /** 200 with the report, or 202 with how far it is: ask again with the `asOf` of the answer. */
  @Get('indicators')
  async report(@Query() query: IndicatorQuery, @Requester() requester: Requester, @Res({ passthrough: true }) reply: Reply): Promise<object | string> {
    const { scope, moment } = await this.scopeOf(query, requester);
    const key = JSON.stringify(scope);
    const state = await this.runs.look(key, (onProgress) => tallyScope(this.source, scope, this.calendars, onProgress), WAIT_MS);
    if (state === 'busy') refuse({ code: 'REPORTS_BUSY', because: 'Expected to count a report, but others are being counted' }, { headers: { 'retry-after': '3' } });
    if (state.status === 'failed') throw state.error;
    const about = { from: query.from, to: query.to, agency: query.agency ?? null, procedure: query.procedure ?? null, asOf: asOfToken(moment), position: moment.position, at: moment.at };
    if (state.status === 'running') {
      reply.status(202);
      reply.header('retry-after', '1');
      return { status: 'running', progress: { done: state.done, total: state.total }, ...about };
    }
    const figures = figuresOf(state.tally, this.points.on(query.to));
    if (query.format !== 'csv') return { status: 'done', progress: { done: state.total, total: state.total }, tookMs: state.tookMs, ...about, indicators: figures.map(figureView) };
    reply.header('content-type', 'text/csv; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="qd766-${query.from}-${query.to}.csv"`);
    return reportCsv(figures);
  }

  /** `part`: numerator, denominator, or what is in the denominator alone (late). */
  @Get('indicators/:number/dossiers')
  async members(@Param('number') number: string, @Query() query: IndicatorMembersQuery, @Requester() requester: Requester): Promise<object> {
    const indicator = findIndicator(number);
    if (indicator === undefined) refuse({ code: 'INDICATOR_UNKNOWN', because: `Expected to find indicator ${number.slice(0, 40)}, but there is none of that number` });
    const { scope, moment } = await this.scopeOf(query, requester);
    const { limit, cursor } = pageOf(query, undefined);
    const [after] = decodeCursor(cursor, 1) ?? [''];
    const members = await membersOf(this.source, scope, this.calendars, indicator, query.part ?? 'denominator', String(after), limit);
    if (members.matter === 'none') {
      refuse({ code: 'INDICATOR_NOT_MEASURED', because: `Expected to show the dossiers of indicator ${number}, but it is not measured` }, { facts: { missingVi: members.missing.vi, missingEn: members.missing.en } });
    }
    return { items: membersView(members), next: members.after === null ? null : encodeCursor([members.after]), asOf: asOfToken(moment) };
  }

  private async scopeOf(query: IndicatorQuery, requester: Requester): Promise<Readonly<{ scope: Scope; moment: ReportMoment }>> {
    const now = this.clock.now();
    const head = (await this.store.head()).position;
    const moment = query['as-of'] === undefined ? { position: head, at: now } : readAsOf(query['as-of'], head, now);
    const period = periodOf(query.from, query.to, moment.at);
    return { moment, scope: { visibility: visibilityOf(requester), period, agency: query.agency, procedureCode: query.procedure, asOf: { position: moment.position, until: period.until } } };
  }
}
