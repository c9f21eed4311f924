import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, AsReading, Clock, pageLimit, Position, ReadModels, ReadsDossier, refuse, Requester, type Reading } from '@lienthong/service-host';
import { caseOf } from '../../domain/instance.js';
import type { LegalClockEvent } from '../../domain/legal-clock.js';
import { maySee } from '../../domain/visibility.js';
import { AbsencePorts } from '../../use-cases/absence-ports.js';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { countsOf, lateWorkOf, pageOfDeadlines, type CountRow, type DeadlineRow } from './deadline-list.js';
import { DeadlineQuery } from './deadline.requests.js';
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
  constructor(private readonly readModels: ReadModels, private readonly ports: DossierPorts, private readonly absences: AbsencePorts, private readonly clock: Clock) {}

  /** The earliest due first: steps, and dossiers as a whole. Officers have their own work, leaders their office's, the one-stop centre all that it took in. */
  @Get('deadlines')
  async late(@Query() query: DeadlineQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const size = pageLimit(query.limit);
    const now = this.clock.now();
    const { text, values } = lateWorkOf(query, await this.viewer(requester, now), now, size);
    const rows = await this.readModels.query<DeadlineRow>('work', text, values, minPosition);
    return pageOfDeadlines(rows, size, await this.namesOf(rows));
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
