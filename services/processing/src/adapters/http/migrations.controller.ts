import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow, Clock, commandAnswer, decodeCursor, encodeCursor, paged, pageLimit, Position, ReadModels, refuse, refuseWith, Requester, vietnamTime, type CommandAnswer,
} from '@lienthong/service-host';
import { DossierPorts } from '../../use-cases/dossier-ports.js';
import { MigrationPorts, type OutcomeCounts } from '../../use-cases/migration-ports.js';
import { planMigration, tryMigration } from '../../use-cases/plan-migration.js';
import type { MigrationCommand } from '../../domain/migration.decider.js';
import { changeText } from './migration-texts.js';
import { MigrationRequest, MOST_MAPPED } from './migration.requests.js';

type MigrationRow = Readonly<{
  id: string; procedure: string; from_version: number; to_version: number; elements: object; flows: object; reason: string; due_date: string; planned_by: string; planned_at: Date;
  status: string; run: number; changed_by: string; changed_at: Date; moved: string; blocked: string; waiting: string;
}>;
type OutcomeRow = Readonly<{ code: string; run: number; moved: boolean; because: readonly object[]; at: Date }>;
type OwnCommand = Extract<MigrationCommand, { type: 'StartMigrationRun' | 'PauseMigration' | 'ResumeMigration' }>['type'];

/** A look at a dossier reads its whole run; a page of the trial is answered in some hundred milliseconds. */
const MOST_TRIED = 50;

const COUNTS = `
  (select count(*) from migration_outcome o where o.migration = m.id and o.run = m.run and o.moved) as moved,
  (select count(*) from migration_outcome o where o.migration = m.id and o.run = m.run and not o.moved) as blocked,
  (select count(*) from running_instance i where i.procedure = m.procedure and i.version = m.from_version
    and not exists (select 1 from migration_outcome o where o.migration = m.id and o.code = i.code and o.run = m.run)) as waiting`;

/** Moving running dossiers to another version: planned, tried on the real ones, then run in batches with progress, pause and report. */
@ApiTags('migrations')
@Controller('procedures/:procedure/migrations')
@Allow({ roles: ['administrator', 'analyst'] })
export class MigrationsController {
  constructor(private readonly dossiers: DossierPorts, private readonly migrations: MigrationPorts, private readonly readModels: ReadModels, private readonly clock: Clock) {}

  /** A plan; nothing moves yet. One that maps what cannot be mapped is refused with every problem. */
  @Post()
  async plan(@Param('procedure') procedure: string, @Body() request: MigrationRequest, @Requester() requester: Requester): Promise<CommandAnswer> {
    const { from, to, reason, dueDate = 'kept' } = request;
    const order = { procedure, from, to, elements: namesOf(request.elements, 'elements'), flows: namesOf(request.flows, 'flows'), reason, dueDate };
    const id = randomUUID();
    const by = { subject: requester.subject, name: requester.name };
    const planned = await planMigration(this.ports(), id, order, { by, actor: requester.actor(), at: this.clock.now() });
    if (planned.kind === 'rejected') refuse(planned.rejection);
    if (planned.kind === 'refused') {
      const errors = planned.problems.map(({ element, text }) => ({ path: element, ...text }));
      refuse({ code: 'PLAN_REFUSED', because: `Expected to plan the migration of ${procedure}, but ${errors.length} of its entries cannot be` }, { errors });
    }
    return commandAnswer({ position: planned.position, version: planned.version, status: 201, location: `/procedures/${procedure}/migrations/${id}`, body: { id, procedure, from, to, running: planned.running } });
  }

  @Get()
  async list(@Param('procedure') procedure: string, @Position() minPosition: number | undefined, @Query('cursor') cursor?: string, @Query('limit') limit?: string): Promise<object> {
    const size = pageLimit(limit);
    const [plannedAt, id] = decodeCursor(cursor, 2) ?? [null, null];
    const rows = await this.readModels.query<MigrationRow>(
      'migrations',
      `select m.*, ${COUNTS} from migration m where procedure = $1 and ($2::timestamptz is null or (planned_at, id) < ($2, $3)) order by planned_at desc, id desc limit $4`,
      [procedure, plannedAt, id, size + 1], minPosition,
    );
    return paged(rows, size, migrationOf, (row) => [row.planned_at.toISOString(), row.id]);
  }

  /** Progress and report: how many moved, were blocked, and are still to be looked at. */
  @Get(':id')
  async one(@Param('procedure') procedure: string, @Param('id') id: string, @Position() minPosition: number | undefined): Promise<object> {
    const [row] = await this.readModels.query<MigrationRow>('migrations', `select m.*, ${COUNTS} from migration m where procedure = $1 and id = $2`, [procedure, id.slice(0, 100)], minPosition);
    return row === undefined ? unknown(id) : migrationOf(row);
  }

  /** The dry run: what would become of each dossier that runs by the old version now. Nothing is entered. */
  @Get(':id/trial')
  async trial(@Param('procedure') procedure: string, @Param('id') id: string, @Query('cursor') cursor?: string, @Query('limit') limit?: string): Promise<object> {
    await this.known(procedure, id);
    const size = Math.min(pageLimit(limit, MOST_TRIED), MOST_TRIED);
    const [after = ''] = decodeCursor(cursor, 1) ?? [];
    const tried = await tryMigration(this.ports(), id, String(after), size);
    if (tried.kind === 'rejected') refuse(tried.rejection);
    const items = tried.items.map(({ code, assessment }) => ({
      dossierCode: code, outcome: assessment.kind,
      ...(assessment.kind === 'moves' ? { changes: assessment.changes.map((change) => ({ ...change, text: changeText(change) })) } : { because: assessment.because }),
    }));
    const last = items.at(-1);
    return { items, running: tried.running, next: items.length < size || last === undefined ? null : encodeCursor([last.dossierCode]) };
  }

  /** What became of each dossier that was looked at; `outcome=blocked` shows those alone. */
  @Get(':id/dossiers')
  async outcomes(
    @Param('procedure') procedure: string, @Param('id') id: string, @Position() minPosition: number | undefined,
    @Query('outcome') outcome?: string, @Query('cursor') cursor?: string, @Query('limit') limit?: string,
  ): Promise<object> {
    await this.known(procedure, id);
    if (outcome !== undefined && outcome !== 'moved' && outcome !== 'blocked') refuseWith('BAD_REQUEST', 'Expected to read outcome, but it is neither "moved" nor "blocked"');
    const size = pageLimit(limit);
    const [after = ''] = decodeCursor(cursor, 1) ?? [];
    const rows = await this.readModels.query<OutcomeRow>(
      'migrations', 'select * from migration_outcome where migration = $1 and ($2::boolean is null or moved = $2) and code > $3 order by code limit $4',
      [id, outcome === undefined ? null : outcome === 'moved', after, size + 1], minPosition,
    );
    const shown = ({ code, run, moved, because, at }: OutcomeRow): object => ({ dossierCode: code, run, outcome: moved ? 'moved' : 'blocked', because, at: vietnamTime(at.getTime()) });
    return paged(rows, size, shown, ({ code }) => [code]);
  }

  /** Starts, or starts again for those that were blocked. */
  @Post(':id/run')
  @HttpCode(200)
  run(@Param('procedure') procedure: string, @Param('id') id: string, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.command(procedure, id, 'StartMigrationRun', requester);
  }

  /** Takes effect between two dossiers. */
  @Post(':id/pause')
  @HttpCode(200)
  pause(@Param('procedure') procedure: string, @Param('id') id: string, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.command(procedure, id, 'PauseMigration', requester);
  }

  @Post(':id/resume')
  @HttpCode(200)
  resume(@Param('procedure') procedure: string, @Param('id') id: string, @Requester() requester: Requester): Promise<CommandAnswer> {
    return this.command(procedure, id, 'ResumeMigration', requester);
  }

  private async command(procedure: string, id: string, type: OwnCommand, requester: Requester): Promise<CommandAnswer> {
    await this.known(procedure, id);
    const by = { subject: requester.subject, name: requester.name };
    const stored = await this.migrations.store(id, { type, at: this.clock.now(), data: { id, by } }, requester.actor(), { id });
    if (stored.kind === 'rejected') refuse(stored.rejection);
    const { state } = await this.migrations.load(id);
    return commandAnswer({ position: stored.position, version: stored.version, body: { id, status: state.status, run: state.run, position: stored.position } });
  }

  private ports(): Readonly<{ dossiers: DossierPorts; migrations: MigrationPorts }> {
    return { dossiers: this.dossiers, migrations: this.migrations };
  }

  /** Read from the stream: what was planned a moment ago is there. */
  private async known(procedure: string, id: string): Promise<void> {
    const { state } = await this.migrations.load(id.slice(0, 100));
    if (state.order?.procedure !== procedure) unknown(id);
  }
}

function unknown(id: string): never {
  return refuse({ code: 'MIGRATION_UNKNOWN', because: `Expected to find migration ${id.slice(0, 60)}, but this procedure has none of that id` });
}

/** Ids to ids, each as long as an id may be. */
function namesOf(given: Record<string, unknown> | undefined, member: string): Record<string, string> {
  const entries = Object.entries(given ?? {});
  const wrong = entries.find(([id, target]) => typeof target !== 'string' || target === '' || target.length > 300 || id.length > 300);
  if (wrong === undefined && entries.length <= MOST_MAPPED) return Object.fromEntries(entries as [string, string][]);
  const errors = [{ path: wrong === undefined ? member : `${member}.${wrong[0].slice(0, 60)}`, vi: 'Mỗi mã cũ ứng với một mã mới, tối đa 2.000 cặp', en: 'Each old id has one new id, at most 2,000 pairs' }];
  return refuse({ code: 'VALIDATION_FAILED', because: `Expected to read ${member}, but it does not map ids to ids` }, { errors });
}

function migrationOf(row: MigrationRow): object {
  const counts: OutcomeCounts = { moved: Number(row.moved), blocked: Number(row.blocked) };
  return {
    id: row.id, procedure: row.procedure, from: row.from_version, to: row.to_version, elements: row.elements, flows: row.flows, reason: row.reason, dueDate: row.due_date,
    plannedBy: row.planned_by, plannedAt: vietnamTime(row.planned_at.getTime()), status: row.status, run: row.run, changedBy: row.changed_by, changedAt: vietnamTime(row.changed_at.getTime()),
    ...counts, waiting: Number(row.waiting),
  };
}
