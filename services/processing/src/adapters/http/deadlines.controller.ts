import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, AsReading, Clock, pageLimit, Position, ReadModels, ReadsDossier, refuse, Requester, type Reading } from '@lienthong/service-host';
import { caseOf } from '../../domain/instance.js';
import type { LegalClockEvent } from '../../domain/legal-clock.js';
import { maySee } from '../../domain/visibility.js';
import { AbsencePorts } from '../../use-cases/absence-ports.js';
import { DeadlineLooks } from '../../use-cases/deadline-looks.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { countsOf, lateWorkOf, MOST_NEW, newWorkOf, pageOfDeadlines, type CountRow, type DeadlineRow, type Watcher } from './deadline-list.js';
import { DeadlineQuery, LookRequest } from './deadline.requests.js';
import { spokenWarning } from './spoken-warnings.js';
import type { Viewer } from './task-list.js';
import { OFFICERS } from './tasks.controller.js';

const WATCHERS = { roles: [...OFFICERS, 'auditor'] };
type NameRow = Readonly<{ code: string; version: number; name: object }>;

/** What is late or about to be, and who was told of it. */
@ApiTags('deadlines')
@Controller()
@Allow(WATCHERS)
export class DeadlinesController {
  constructor(private readonly readModels: ReadModels, private readonly ports: DossierPorts, private readonly absences: AbsencePorts, private readonly looks: DeadlineLooks, private readonly clock: Clock) {}

  /** The earliest due first: steps, and dossiers as a whole. Officers have their own work, leaders their office's, the one-stop centre all that it took in. */
  @Get('deadlines')
  async late(@Query() query: DeadlineQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const size = pageLimit(query.limit);
    const now = this.clock.now();
    const watcher = await this.watcher(requester, now);
    const { text, values } = lateWorkOf(query, watcher, now, size);
    const rows = await this.readModels.query<DeadlineRow>('work', text, values, minPosition);
    return { ...pageOfDeadlines(rows, size, await this.namesOf(rows)), asOf: now, seenUntil: watcher.seenUntil };
  }

  /** How much of it the requester has not looked at yet: what has become late or near since. `isMore`: than can be counted here. */
  @Get('deadlines/new')
  async fresh(@Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const now = this.clock.now();
    const watcher = await this.watcher(requester, now);
    const { text, values } = newWorkOf(watcher, now);
    const [row] = await this.readModels.query<Readonly<{ count: number }>>('work', text, values, minPosition);
    const count = row?.count ?? 0;
    return { count: Math.min(count, MOST_NEW), isMore: count > MOST_NEW, seenUntil: watcher.seenUntil };
  }

  /** The requester has looked at the list as it was at `until`. */
  @Post('deadlines/seen')
  @HttpCode(200)
  async look(@Body() { until }: LookRequest, @Requester() { subject }: Requester): Promise<object> {
    const looked = Date.parse(until);
    if (looked < 0 || looked > Date.parse(this.clock.now())) {
      const errors = [{ path: 'until', vi: 'until là asOf của danh sách đã xem, không quá xưa và không ở tương lai', en: 'until is the asOf of a list that was looked at, neither long ago nor to come' }];
      refuse({ code: 'VALIDATION_FAILED', because: 'Expected to note up to when somebody has looked, but no list was there at that time' }, { errors });
    }
    return { seenUntil: await this.looks.look(subject, new Date(looked).toISOString()) };
  }

  /** How many open steps of each office are late, near their date, or wait for the citizen. */
  @Get('deadlines/counts')
  async counts(@Query() query: DeadlineQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const now = this.clock.now();
    const { text, values } = countsOf(query, await this.viewer(requester, now), now);
    const rows = await this.readModels.query<CountRow>('work', text, values, minPosition);
    const items = rows.map(({ agency, unit, late, soon, waiting }) => ({ agency, unit: unit === '' ? null : unit, late: Number(late), soon: Number(soon), waiting: Number(waiting) }));
    const sum = (of: 'late' | 'soon' | 'waiting'): number => items.reduce((total, item) => total + item[of], 0);
    return { items, total: { late: sum('late'), soon: sum('soon'), waiting: sum('waiting') } };
  }

  /** The warnings that were given of a dossier and its steps, oldest first; as many as its clock's stream holds. */
  @Get('dossiers/:code/warnings')
  @ReadsDossier('code')
  @Allow({ roles: [...WATCHERS.roles, 'service'] })
  async warnings(@Param('code') code: string, @Requester() requester: Requester, @AsReading() reading: Reading): Promise<object> {
    const { state: instance } = await this.ports.loadInstance(code);
    if (!maySee(instance, requester)) refuse({ code: 'DOSSIER_UNKNOWN', because: `Expected to find dossier ${code.slice(0, 60)}, but it has no procedure here that the requester may see` });
    reading.concerns(caseOf(instance, code));
    const { events } = await this.ports.store.load(`clock/${code}`);
    const known = events.filter(({ data }) => data !== null) as unknown as readonly LegalClockEvent[];
    return { items: known.flatMap((event) => (event.type === 'DeadlineWarned' || event.type === 'WarningGiven' ? [spokenWarning(code, event.data)] : [])) };
  }

  private async watcher(requester: Requester, now: string): Promise<Watcher> {
    const [viewer, seenUntil] = await Promise.all([this.viewer(requester, now), this.looks.seenUntil(requester.subject)]);
    return { ...viewer, seenUntil };
  }

  private async viewer({ subject, agency, unit, roles }: Requester, now: string): Promise<Viewer> {
    return { subject, agency, unit, roles, standsInFor: await this.absences.standsInFor(subject, now) };
  }

  private async namesOf(rows: readonly DeadlineRow[]): Promise<(procedure: string | null, version: number | null) => object | null> {
    const codes = [...new Set(rows.flatMap(({ procedure }) => procedure ?? []))];
    const found = codes.length === 0 ? [] : await this.readModels.query<NameRow>('procedures', `select code, version, content->'name' as name from procedure_version where code = any($1::text[])`, [codes], undefined);
    const names = new Map(found.map(({ code, version, name }) => [`${code} ${version}`, name]));
    return (procedure, version) => names.get(`${procedure} ${version}`) ?? null;
  }
}
