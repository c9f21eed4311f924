import { createCommandHandler, type EventStore } from '@lienthong/event-store';
import { commandEffects, type ReadModels } from '@lienthong/service-host';
import { migrationDecider } from '../../domain/migration.decider.js';
import type { MigrationPorts, RunningInstance } from '../../use-cases/migration-ports.js';

/** A migration is a stream of its own; which dossiers it concerns, and what became of them, is read from the read model. */
export function migrationStreams(store: EventStore, readModels: ReadModels): MigrationPorts {
  const migrations = createCommandHandler({ store, decider: migrationDecider, category: 'migration' });
  const query = <Row extends object>(text: string, values: readonly unknown[], position?: number): Promise<Row[]> => readModels.query<Row>('migrations', text, values, position);
  return {
    load: (id) => migrations.state(id),
    async store(id, command, actor, answer) {
      const handled = await migrations.handle(id, command, { meta: { actor, at: command.at, dossier: null }, also: commandEffects(answer === undefined ? {} : { body: answer }) });
      return handled.kind === 'rejected' ? handled : { kind: 'accepted', version: handled.version, position: handled.position };
    },
    running: (procedure, version, after, limit) =>
      query<RunningInstance>('select code, process from running_instance where procedure = $1 and version = $2 and code > $3 order by code limit $4', [procedure, version, after, limit]),
    async countRunning(procedure, version) {
      const [row] = await query<{ count: string }>('select count(*) from running_instance where procedure = $1 and version = $2', [procedure, version]);
      return Number(row?.count ?? 0);
    },
    left: (id, run, procedure, version, limit, position) =>
      query<RunningInstance>(
        `select code, process from running_instance i where procedure = $3 and version = $4
         and not exists (select 1 from migration_outcome o where o.migration = $1 and o.code = i.code and o.run = $2) order by code limit $5`,
        [id, run, procedure, version, limit], position,
      ),
    async counts(id, run) {
      const [row] = await query<{ moved: string; blocked: string }>(
        'select count(*) filter (where moved) as moved, count(*) filter (where not moved) as blocked from migration_outcome where migration = $1 and run = $2', [id, run],
      );
      return { moved: Number(row?.moved ?? 0), blocked: Number(row?.blocked ?? 0) };
    },
    toRun: async () => (await query<{ id: string }>("select id from migration where status = 'running' order by changed_at limit 100", [])).map(({ id }) => id),
    head: async () => (await store.head()).position,
  };
}
