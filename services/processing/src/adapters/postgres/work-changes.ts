import type { StoredEvent } from '@lienthong/event-store';
import { taskIdOf, type InstanceEvent } from '../../domain/instance.js';

/** A step that waits, as its list shows it. Times are RFC 3339. */
export type TaskRow = Readonly<{
  task_id: string; code: string; job_key: string; element: string; name: string; name_en: string; kind: string; type: string;
  agency: string; unit: string; role: string; reason_vi: string; reason_en: string; step_number: string; counts: boolean;
  inputs: object; dossier_state: number | null; suspends: string | null; opened_at: string; due_at: string;
  claimed_by: string | null; claimed_by_name: string | null; claimed_at: string | null;
}>;

export type IncidentRow = Readonly<{
  incident_id: string; code: string; incident_key: string; element: string; job_key: string | null; incident_code: string;
  text_vi: string; text_en: string; owner: string; raised_at: string;
}>;

export type ClaimRow = Readonly<{ task_id: string; claimed_by: string | null; claimed_by_name: string | null; claimed_at: string | null }>;

/** What a batch of events leaves to do, each row at most once: opened and closed in one batch is nothing at all. */
export type WorkChanges = Readonly<{
  opened: readonly TaskRow[];
  claims: readonly ClaimRow[];
  closed: readonly string[];
  raised: readonly IncidentRow[];
  resolved: readonly string[];
}>;

type Folding = {
  opened: Map<string, TaskRow>; claims: Map<string, ClaimRow>; closed: Set<string>;
  raised: Map<string, IncidentRow>; resolved: Set<string>;
};

export function workChangesOf(events: readonly StoredEvent[]): WorkChanges {
  const folding: Folding = { opened: new Map(), claims: new Map(), closed: new Set(), raised: new Map(), resolved: new Set() };
  for (const event of events) {
    // Erased events have no data; what they opened was closed long before a dossier may be erased.
    if (event.stream.startsWith('instance/') && event.data !== null) apply(folding, event.stream.slice('instance/'.length), event as unknown as InstanceEvent);
  }
  return {
    opened: [...folding.opened.values()], claims: [...folding.claims.values()], closed: [...folding.closed],
    raised: [...folding.raised.values()], resolved: [...folding.resolved],
  };
}

function apply(folding: Folding, code: string, event: InstanceEvent): void {
  switch (event.type) {
    case 'JobOpened':
      folding.opened.set(taskIdOf(code, event.data.jobKey), taskRow(code, event.data));
      return;
    case 'TaskClaimed':
      return claim(folding, taskIdOf(code, event.data.jobKey), { claimed_by: event.data.by.subject, claimed_by_name: event.data.by.name, claimed_at: event.data.at });
    case 'TaskReleased':
      return claim(folding, taskIdOf(code, event.data.jobKey), { claimed_by: null, claimed_by_name: null, claimed_at: null });
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

function claim(folding: Folding, taskId: string, claimed: Omit<ClaimRow, 'task_id'>): void {
  const opened = folding.opened.get(taskId);
  if (opened === undefined) folding.claims.set(taskId, { task_id: taskId, ...claimed });
  else folding.opened.set(taskId, { ...opened, ...claimed });
}

function close(folding: Folding, taskId: string): void {
  folding.claims.delete(taskId);
  if (!folding.opened.delete(taskId)) folding.closed.add(taskId);
}

function taskRow(code: string, data: Extract<InstanceEvent, { type: 'JobOpened' }>['data']): TaskRow {
  return {
    task_id: taskIdOf(code, data.jobKey), code, job_key: data.jobKey, element: data.element, name: data.name, name_en: data.nameEn, kind: data.kind, type: data.type,
    agency: data.agency, unit: data.unit, role: data.role ?? '', reason_vi: data.reason.vi, reason_en: data.reason.en,
    step_number: data.stepNumber, counts: data.counts, inputs: data.inputs, dossier_state: data.dossierState,
    suspends: data.suspendsClock?.ground ?? null, opened_at: data.openedAt, due_at: data.dueAt,
    claimed_by: null, claimed_by_name: null, claimed_at: null,
  };
}

function incidentRow(code: string, data: Extract<InstanceEvent, { type: 'IncidentRaised' }>['data']): IncidentRow {
  return {
    incident_id: taskIdOf(code, data.incidentKey), code, incident_key: data.incidentKey, element: data.element, job_key: data.jobKey,
    incident_code: data.code, text_vi: data.text.vi, text_en: data.text.en, owner: data.owner, raised_at: data.at,
  };
}
