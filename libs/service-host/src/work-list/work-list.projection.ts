import type { Projection, StoredEvent } from '@lienthong/event-store';

/** One row per open step: at most one of a kind waits per dossier. */
export type TaskRow = Readonly<{
  dossier_code: string; step: string; task_id: string; element: string; name: string; name_en: string; unit: string; role: string;
  reason_vi: string; reason_en: string; since: string; due_at: string | null; inputs: object;
}>;

/** What an office's own events take off its list. Steps come by its events `StepOffered`, are due at another time by `StepDateMoved`, and leave, at the latest, by `StepClosed`. */
export type WorkListRules<EventType extends string = string, Step extends string = string> = Readonly<{
  /** Which step a decision completes: it is off the list before processing says so. */
  doneBy: Readonly<Partial<Record<EventType, Step>>>;
  /** After this event nothing waits here for the dossier any more. */
  endedBy: EventType;
}>;

export const WORK_LIST = 'work-list';

/** The work list of an agency's service, for `tasksController`. */
export function workListProjection(rules: WorkListRules): Projection {
  return {
    name: WORK_LIST,
    version: 3,
    tables: ['tasks'],
    ddl: [
      `CREATE TABLE tasks (
        dossier_code text NOT NULL, step text NOT NULL, task_id text NOT NULL, element text NOT NULL, name text NOT NULL, name_en text NOT NULL, unit text NOT NULL, role text NOT NULL,
        reason_vi text NOT NULL, reason_en text NOT NULL, since text NOT NULL, due_at text, inputs jsonb NOT NULL,
        PRIMARY KEY (dossier_code, step)
      )`,
      'CREATE INDEX tasks_by_age ON tasks (since, task_id)',
    ],
    async apply(events, sql) {
      const { touched, open, moved } = openSteps(rules, events);
      if (moved.length > 0) {
        await sql.query(`UPDATE tasks SET due_at = moved.due_at FROM jsonb_to_recordset($1::jsonb) AS moved(dossier_code text, task_id text, due_at text)
          WHERE tasks.dossier_code = moved.dossier_code AND tasks.task_id = moved.task_id`, [JSON.stringify(moved)]);
      }
      if (touched.length === 0) return;
      await sql.query(`DELETE FROM tasks USING jsonb_to_recordset($1::jsonb) AS gone(dossier_code text, step text)
        WHERE tasks.dossier_code = gone.dossier_code AND (gone.step IS NULL OR tasks.step = gone.step)`, [JSON.stringify(touched)]);
      await sql.query(`INSERT INTO tasks SELECT * FROM jsonb_to_recordset($1::jsonb) AS opened(dossier_code text, step text, task_id text, element text, name text,
        name_en text, unit text, role text, reason_vi text, reason_en text, since text, due_at text, inputs jsonb)`, [JSON.stringify(open)]);
    },
  };
}

type Touched = Readonly<{ dossier_code: string; step: string | null }>;
type Moved = Pick<TaskRow, 'dossier_code' | 'task_id' | 'due_at'>;
type Batch = Readonly<{ touched: readonly Touched[]; open: readonly TaskRow[]; moved: readonly Moved[] }>;

/** What a batch leaves open, all the steps it opens or closes (`step` null: every step of the dossier), and the last date of each that it moves, opened here or before. */
export function openSteps({ doneBy, endedBy }: WorkListRules, events: readonly StoredEvent[]): Batch {
  const touched: Touched[] = [];
  const moved = new Map<string, Moved>();
  let open: readonly TaskRow[] = [];
  const close = (code: string, step: string | null): void => {
    touched.push({ dossier_code: code, step });
    open = open.filter((row) => row.dossier_code !== code || (step !== null && row.step !== step));
  };
  for (const { type, data } of events) {
    if (data === null) continue;
    if (type === 'StepOffered') {
      close(data.dossierCode, data.step);
      open = [...open, taskRow(data)];
    } else if (type === 'StepDateMoved') {
      const { dossierCode, taskId, dueAt } = data;
      moved.set(taskId, { dossier_code: dossierCode, task_id: taskId, due_at: dateOf(dueAt) });
      open = open.map((row) => (row.task_id === taskId ? { ...row, due_at: dateOf(dueAt) } : row));
    } else if (type === 'StepClosed') close(data.dossierCode, data.step);
    else if (type === endedBy) close(data.dossierCode, null);
    else if (doneBy[type] !== undefined) close(data.dossierCode, doneBy[type]);
  }
  return { touched, open, moved: [...moved.values()] };
}

function taskRow(data: StoredEvent['data']): TaskRow {
  const { dossierCode, step, taskId, element, name, nameEn = '', unit, role, reasonVi, reasonEn, offeredAt, dueAt, inputs } = data;
  return {
    dossier_code: dossierCode, step, task_id: taskId, element, name, name_en: nameEn, unit, role, reason_vi: reasonVi, reason_en: reasonEn,
    since: offeredAt, due_at: dateOf(dueAt), inputs: JSON.parse(inputs) as object,
  };
}

/** Events say an empty text where no date is set. */
function dateOf(dueAt: string): string | null {
  return dueAt === '' ? null : dueAt;
}
