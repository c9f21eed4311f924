import { evolveTask, type TaskEvent } from '@lienthong/bpmn';
import type { StoredEvent } from '@lienthong/event-store';
import type { AbsenceEvent } from '../../domain/absence.js';
import { taskIdOf, type InstanceEvent } from '../../domain/instance.js';
import type { LegalClockEvent } from '../../domain/legal-clock.js';
import { stateRowOf, taskRow, taskStateOf, type TaskRow } from './task-rows.js';

export type IncidentRow = Readonly<{
  incident_id: string; code: string; incident_key: string; element: string; job_key: string | null; incident_code: string;
  text_vi: string; text_en: string; owner: string; raised_at: string;
}>;
/** `centre`: the one-stop unit that took it in. */
export type InstanceRow = Readonly<{ code: string; procedure: string; version: number; centre: string }>;
export type AbsenceRow = Readonly<{
  absence_id: string; subject: string; name: string; agency: string; unit: string; substitute: string; officer: object;
  from_at: string; to_at: string; reason: string; recorded_by: string; recorded_by_name: string; recorded_at: string;
}>;

/** What a batch of events leaves to do, each row at most once: opened and closed in one batch is nothing at all. */
export type WorkChanges = Readonly<{
  opened: readonly TaskRow[];
  /** What happened to tasks that are open already, in order. */
  changed: readonly Readonly<{ taskId: string; events: readonly TaskEvent[] }>[];
  /** Dates of tasks that are open already, as the clock has them now. */
  moved: readonly Pick<TaskRow, 'task_id' | 'due_at' | 'near_at'>[];
  /** What open tasks were given, as it was set right since. */
  corrected: readonly Readonly<{ task_id: string; inputs: object }>[];
  closed: readonly string[];
  /** What happened to the clocks of dossiers, in order. */
  clocks: readonly Readonly<{ code: string; events: readonly LegalClockEvent[] }>[];
  raised: readonly IncidentRow[];
  resolved: readonly string[];
  begun: readonly InstanceRow[];
  ended: readonly string[];
  away: readonly AbsenceRow[];
  back: readonly string[];
  /** A migration gives elements other names; tasks and incidents keep their ids. */
  renamed: readonly Readonly<{ code: string; elements: Readonly<Record<string, string>> }>[];
}>;

type Folding = {
  opened: Map<string, TaskRow>; changed: Map<string, TaskEvent[]>; moved: Map<string, WorkChanges['moved'][number]>; corrected: Map<string, object>; closed: Set<string>; clocks: Map<string, LegalClockEvent[]>; fresh: Set<string>;
  raised: Map<string, IncidentRow>; resolved: Set<string>; begun: Map<string, InstanceRow>; ended: Set<string>; away: Map<string, AbsenceRow>; back: Set<string>;
  renamed: WorkChanges['renamed'][number][];
};

export function workChangesOf(events: readonly StoredEvent[]): WorkChanges {
  const folding: Folding = {
    opened: new Map(), changed: new Map(), moved: new Map(), corrected: new Map(), closed: new Set(), clocks: new Map(), fresh: new Set(), raised: new Map(), resolved: new Set(), begun: new Map(), ended: new Set(), away: new Map(), back: new Set(), renamed: [],
  };
  for (const event of events) {
    // Erased events have no data; what they opened was closed long before a dossier may be erased.
    if (event.data === null) continue;
    const slash = event.stream.indexOf('/');
    const [category, name] = [event.stream.slice(0, slash), event.stream.slice(slash + 1)];
    if (category === 'instance') apply(folding, name, event as unknown as InstanceEvent);
    if (category === 'clock') folding.clocks.set(name, [...(folding.clocks.get(name) ?? []), event as unknown as LegalClockEvent]);
    if (category === 'absence') applyAbsence(folding, event as unknown as AbsenceEvent);
  }
  return {
    opened: [...folding.opened.values()], changed: [...folding.changed].map(([taskId, changes]) => ({ taskId, events: changes })), moved: [...folding.moved.values()], corrected: [...folding.corrected].map(([taskId, inputs]) => ({ task_id: taskId, inputs })), closed: [...folding.closed],
    clocks: [...folding.clocks].map(([code, changes]) => ({ code, events: changes })),
    raised: [...folding.raised.values()], resolved: [...folding.resolved], begun: [...folding.begun.values()], ended: [...folding.ended],
    away: [...folding.away.values()], back: [...folding.back], renamed: folding.renamed,
  };
}

function apply(folding: Folding, code: string, event: InstanceEvent): void {
  switch (event.type) {
    case 'InstanceStarted':
      folding.fresh.add(code);
      folding.begun.set(code, { code, procedure: event.data.procedure, version: event.data.procedureVersion, centre: event.data.units['one-stop'] ?? '' });
      return;
    case 'InstanceMigrated':
      folding.begun.set(code, { code, procedure: folding.begun.get(code)?.procedure ?? '', centre: folding.begun.get(code)?.centre ?? '', version: Number(event.data.to) });
      return rename(folding, code, event.data.elements);
    case 'InstanceCompleted':
    case 'InstanceTerminated':
      // A row of an earlier batch is there also where a migration of this one would change it.
      folding.begun.delete(code);
      if (!folding.fresh.has(code)) folding.ended.add(code);
      return;
    case 'JobOpened':
      folding.opened.set(taskIdOf(code, event.data.jobKey), taskRow(code, event.data));
      return;
    case 'StepDateMoved':
      return move(folding, taskIdOf(code, event.data.jobKey), event.data);
    case 'JobInputsCorrected':
      return correct(folding, taskIdOf(code, event.data.jobKey), event.data.inputs);
    case 'TaskClaimed':
    case 'TaskReleased':
    case 'TaskAssigned':
    case 'TaskScheduled':
    case 'TaskCommented':
    case 'TaskEscalated':
      return change(folding, taskIdOf(code, event.data.jobKey), event);
    case 'JobCompleted':
    case 'JobCancelled':
      return close(folding, taskIdOf(code, event.data.jobKey));
    case 'IncidentRaised':
      folding.raised.set(taskIdOf(code, event.data.incidentKey), incidentRow(code, event.data));
      return;
    case 'IncidentResolved':
      if (!folding.raised.delete(taskIdOf(code, event.data.incidentKey))) folding.resolved.add(taskIdOf(code, event.data.incidentKey));
      return;
    default:
      return; // the engine's inner steps, for which nobody waits; an end closes its jobs and incidents one by one
  }
}

function applyAbsence({ away, back }: Folding, event: AbsenceEvent): void {
  if (event.type === 'AbsenceEnded') {
    if (!away.delete(event.data.id)) back.add(event.data.id);
    return;
  }
  const { id, person, substitute, from, to, reason, by, at } = event.data;
  away.set(id, {
    absence_id: id, ...person, substitute: substitute.subject, officer: substitute, from_at: from, to_at: to, reason,
    recorded_by: by.subject, recorded_by_name: by.name, recorded_at: at,
  });
}

/** What stands from earlier batches is renamed before anything is added; what the batch itself added before the move, here. What it adds afterwards has its new name already. */
function rename({ opened, raised, renamed }: Folding, code: string, elements: Readonly<Record<string, string>>): void {
  renamed.push({ code, elements });
  for (const [id, row] of opened) if (row.code === code) opened.set(id, { ...row, element: elements[row.element] ?? row.element });
  for (const [id, row] of raised) if (row.code === code) raised.set(id, { ...row, element: elements[row.element] ?? row.element });
}

function change(folding: Folding, taskId: string, event: TaskEvent): void {
  const opened = folding.opened.get(taskId);
  if (opened !== undefined) folding.opened.set(taskId, { ...opened, ...stateRowOf(evolveTask(taskStateOf(opened), event)) });
  else folding.changed.set(taskId, [...(folding.changed.get(taskId) ?? []), event]);
}

function move(folding: Folding, taskId: string, { to, nearAt }: Extract<InstanceEvent, { type: 'StepDateMoved' }>['data']): void {
  const opened = folding.opened.get(taskId);
  if (opened !== undefined) folding.opened.set(taskId, { ...opened, due_at: to, near_at: nearAt ?? null });
  else folding.moved.set(taskId, { task_id: taskId, due_at: to, near_at: nearAt ?? null });
}

function correct(folding: Folding, taskId: string, inputs: object): void {
  const opened = folding.opened.get(taskId);
  if (opened !== undefined) folding.opened.set(taskId, { ...opened, inputs: { ...opened.inputs, ...inputs } });
  else folding.corrected.set(taskId, { ...folding.corrected.get(taskId), ...inputs });
}

function close(folding: Folding, taskId: string): void {
  folding.moved.delete(taskId);
  folding.corrected.delete(taskId);
  folding.changed.delete(taskId);
  if (!folding.opened.delete(taskId)) folding.closed.add(taskId);
}

function incidentRow(code: string, data: Extract<InstanceEvent, { type: 'IncidentRaised' }>['data']): IncidentRow {
  return {
    incident_id: taskIdOf(code, data.incidentKey), code, incident_key: data.incidentKey, element: data.element, job_key: data.jobKey,
    incident_code: data.code, text_vi: data.text.vi, text_en: data.text.en, owner: data.owner, raised_at: data.at,
  };
}
