import type { StoredEvent } from '@lienthong/event-store';
import { taskIdOf, type InstanceEvent } from '../../domain/instance.js';

/** A service task that waits for its agency's worker. */
export type JobRow = Readonly<{
  job_id: string; code: string; element: string; name: string; name_en: string; type: string; agency: string; unit: string; role: string;
  inputs: object; headers: object; retries: number | null; retry_at: string | null; has_incident: boolean; opened_at: string; due_at: string;
}>;
type Tried = Pick<JobRow, 'job_id' | 'retries' | 'retry_at'>;
type Renamed = Readonly<{ code: string; elements: Readonly<Record<string, string>> }>;

/** What a batch of events leaves to do, in this order; opened and closed in one batch is nothing at all. */
export type JobChanges = Readonly<{ opened: readonly JobRow[]; tried: readonly Tried[]; corrected: readonly Pick<JobRow, 'job_id' | 'inputs'>[]; stuck: readonly string[]; closed: readonly string[]; renamed: readonly Renamed[] }>;

type Folding = { opened: Map<string, JobRow>; tried: Map<string, Tried>; corrected: Map<string, object>; stuck: Set<string>; closed: Set<string>; renamed: Renamed[] };

export function jobChangesOf(events: readonly StoredEvent[]): JobChanges {
  const folding: Folding = { opened: new Map(), tried: new Map(), corrected: new Map(), stuck: new Set(), closed: new Set(), renamed: [] };
  for (const event of events) {
    // Erased events have no data; what they opened was closed long before a dossier may be erased.
    if (event.data !== null && event.stream.startsWith('instance/')) apply(folding, event.stream.slice('instance/'.length), event as unknown as InstanceEvent);
  }
  const { opened, tried, corrected, stuck, closed, renamed } = folding;
  return { opened: [...opened.values()], tried: [...tried.values()], corrected: [...corrected].map(([id, inputs]) => ({ job_id: id, inputs })), stuck: [...stuck], closed: [...closed], renamed };
}

function apply({ opened, tried, corrected, stuck, closed, renamed }: Folding, code: string, event: InstanceEvent): void {
  switch (event.type) {
    case 'JobOpened':
      if (event.data.kind === 'service') opened.set(taskIdOf(code, event.data.jobKey), jobRow(code, event.data));
      return;
    case 'JobInputsCorrected': {
      const id = taskIdOf(code, event.data.jobKey);
      const row = opened.get(id);
      if (row === undefined) corrected.set(id, { ...corrected.get(id), ...event.data.inputs });
      else opened.set(id, { ...row, inputs: { ...row.inputs, ...event.data.inputs } });
      return;
    }
    case 'JobFailed': {
      const { jobKey, retriesLeft, retryAt } = event.data;
      const change = { job_id: taskIdOf(code, jobKey), retries: retriesLeft, retry_at: retryAt };
      const row = opened.get(change.job_id);
      if (row === undefined) tried.set(change.job_id, change);
      else opened.set(change.job_id, { ...row, ...change });
      return;
    }
    case 'IncidentRaised': {
      if (event.data.jobKey === null) return;
      const id = taskIdOf(code, event.data.jobKey);
      const row = opened.get(id);
      if (row === undefined) stuck.add(id);
      else opened.set(id, { ...row, has_incident: true });
      return; // whatever resolves it closes the job: a retry opens another
    }
    case 'JobCompleted':
    case 'JobCancelled': {
      const id = taskIdOf(code, event.data.jobKey);
      if (!opened.delete(id)) closed.add(id);
      return;
    }
    case 'InstanceMigrated': {
      const { elements } = event.data;
      renamed.push({ code, elements });
      for (const [id, row] of opened) if (row.code === code) opened.set(id, { ...row, element: elements[row.element] ?? row.element });
      return;
    }
    default:
      return;
  }
}

function jobRow(code: string, data: Extract<InstanceEvent, { type: 'JobOpened' }>['data']): JobRow {
  return {
    job_id: taskIdOf(code, data.jobKey), code, element: data.element, name: data.name, name_en: data.nameEn, type: data.type, agency: data.agency, unit: data.unit,
    role: data.role ?? '', inputs: data.inputs, headers: data.headers ?? {}, retries: data.retries ?? null, retry_at: null, has_incident: false,
    opened_at: data.openedAt, due_at: data.dueAt,
  };
}
