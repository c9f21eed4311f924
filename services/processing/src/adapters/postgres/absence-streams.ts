import { createCommandHandler, type EventStore } from '@lienthong/event-store';
import { commandEffects, type ReadModels } from '@lienthong/service-host';
import { absenceDecider } from '../../domain/absence.decider.js';
import type { UnitOfficer } from '../../domain/instance.decider.js';
import { readTaskId } from '../../domain/instance.js';
import type { AbsencePorts, LeftBehind } from '../../use-cases/absence-ports.js';

type LeftRow = Readonly<{
  task_id: string; subject: string; name: string; agency: string; unit: string; reason: string; recorded_by: string; recorded_by_name: string;
}>;

/** More than one person can stand in for and still do their own work. */
const MOST_STOOD_IN_FOR = 50;

const AWAY = 'from_at <= $1::timestamptz and to_at > $1::timestamptz';

export function absenceStreams(store: EventStore, readModels: ReadModels): AbsencePorts {
  const absences = createCommandHandler({ store, decider: absenceDecider, category: 'absence' });
  const query = <Row extends object>(text: string, values: readonly unknown[], position?: number): Promise<Row[]> => readModels.query<Row>('work', text, values, position);
  return {
    load: (subject) => absences.state(subject),
    async store(subject, command, actor, answer) {
      const handled = await absences.handle(subject, command, { meta: { actor, at: command.at, dossier: null }, also: commandEffects({ body: answer }) });
      return handled.kind === 'rejected' ? handled : { kind: 'accepted', version: handled.version, position: handled.position };
    },
    async find(id, minPosition) {
      return (await query<{ subject: string; unit: string }>('select subject, unit from absence where absence_id = $1', [id], minPosition))[0];
    },
    async substituteOf(subject, at) {
      return (await query<{ officer: UnitOfficer }>(`select officer from absence where ${AWAY} and subject = $2 order by from_at limit 1`, [at, subject]))[0]?.officer;
    },
    async standsInFor(subject, at) {
      const rows = await query<{ subject: string }>(`select subject from absence where ${AWAY} and substitute = $2 limit ${MOST_STOOD_IN_FOR}`, [at, subject]);
      return rows.map((row) => row.subject);
    },
    async leftBehind(at, limit, minPosition) {
      const rows = await query<LeftRow>(
        `select t.task_id, a.subject, a.name, a.agency, a.unit, a.reason, a.recorded_by, a.recorded_by_name
         from absence a join task t on t.claimed_by = a.subject and t.kind = 'user' where ${AWAY} order by t.due_at, t.task_id limit $2`,
        [at, limit], minPosition,
      );
      return rows.flatMap(leftOf);
    },
  };
}

function leftOf({ task_id, recorded_by, recorded_by_name, ...person }: LeftRow): readonly LeftBehind[] {
  const task = readTaskId(task_id);
  return task === undefined ? [] : [{ code: task.code, jobKey: task.key, ...person, recordedBy: recorded_by, recordedByName: recorded_by_name }];
}
