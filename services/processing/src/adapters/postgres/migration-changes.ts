import type { StoredEvent } from '@lienthong/event-store';
import type { InstanceEvent } from '../../domain/instance.js';
import { evolveMigration, noMigration, type Migration, type MigrationEvent, type MigrationOutcome } from '../../domain/migration.js';

export type RunningRow = Readonly<{ code: string; process: string; procedure: string; version: number; started_at: string }>;
export type MigrationRow = Readonly<{
  id: string; procedure: string; from_version: number; to_version: number; elements: object; flows: object; reason: string; due_date: string;
  planned_by: string; planned_at: string; status: Migration['status']; run: number; changed_by: string; changed_at: string;
}>;
type StateRow = Pick<MigrationRow, 'id' | 'status' | 'run' | 'changed_by' | 'changed_at'>;
export type OutcomeRow = Readonly<{ migration: string; code: string; run: number; moved: boolean; because: readonly object[]; at: string }>;

/** What a batch of events leaves to do, each row at most once. */
export type MigrationChanges = Readonly<{
  started: readonly RunningRow[];
  versions: readonly Readonly<{ code: string; version: number }>[];
  ended: readonly string[];
  planned: readonly MigrationRow[];
  states: readonly StateRow[];
  outcomes: readonly OutcomeRow[];
}>;

type Folding = {
  started: Map<string, RunningRow>; versions: Map<string, number>; ended: Set<string>;
  planned: Map<string, MigrationRow>; states: Map<string, StateRow>; outcomes: Map<string, OutcomeRow>;
};

export function migrationChangesOf(events: readonly StoredEvent[]): MigrationChanges {
  const folding: Folding = { started: new Map(), versions: new Map(), ended: new Set(), planned: new Map(), states: new Map(), outcomes: new Map() };
  for (const event of events) {
    // Erased events have no data; a dossier that may be erased has ended long before.
    if (event.data === null) continue;
    const [category, key] = splitStream(event.stream);
    if (category === 'instance') instance(folding, key, event as unknown as InstanceEvent);
    else if (category === 'migration') migration(folding, key, event as unknown as MigrationEvent);
    else if (category === 'migrated') outcome(folding, event as unknown as MigrationOutcome);
  }
  return {
    started: [...folding.started.values()], versions: [...folding.versions].map(([code, version]) => ({ code, version })), ended: [...folding.ended],
    planned: [...folding.planned.values()], states: [...folding.states.values()], outcomes: [...folding.outcomes.values()],
  };
}

function splitStream(stream: string): readonly [category: string, key: string] {
  const slash = stream.indexOf('/');
  return [stream.slice(0, slash), stream.slice(slash + 1)];
}

function instance({ started, versions, ended }: Folding, code: string, event: InstanceEvent): void {
  switch (event.type) {
    case 'InstanceStarted': {
      const { processId, procedure, procedureVersion, child, at } = event.data;
      // A child dossier runs a process of its case's file.
      started.set(code, { code, process: processId, procedure: child?.file ?? procedure, version: procedureVersion, started_at: at });
      return;
    }
    case 'InstanceMigrated': {
      const fresh = started.get(code);
      const version = Number(event.data.to);
      if (fresh === undefined) versions.set(code, version);
      else started.set(code, { ...fresh, version });
      return;
    }
    case 'InstanceCompleted':
    case 'InstanceTerminated':
      versions.delete(code);
      if (!started.delete(code)) ended.add(code);
      return;
    default:
      return; // what happens on the way
  }
}

function migration({ planned, states }: Folding, id: string, event: MigrationEvent): void {
  if (event.type === 'MigrationPlanned') {
    const { procedure, from, to, elements, flows, reason, dueDate, by, at } = event.data;
    planned.set(id, { id, procedure, from_version: from, to_version: to, elements, flows, reason, due_date: dueDate, planned_by: by.name, planned_at: at, status: 'planned', run: 0, changed_by: by.name, changed_at: at });
    return;
  }
  const known = planned.get(id);
  const before = known ?? states.get(id);
  // The number of the run is not in every event; the row keeps it where this batch does not know it.
  const after = evolveMigration({ ...noMigration, run: before?.run ?? -1 }, event);
  const change = { status: after.status, run: after.run, changed_by: 'by' in event.data ? event.data.by.name : (before?.changed_by ?? ''), changed_at: event.data.at };
  if (known === undefined) states.set(id, { id, ...change });
  else planned.set(id, { ...known, ...change });
}

function outcome({ outcomes }: Folding, { type, data }: MigrationOutcome): void {
  const { migration: id, code, run, at } = data;
  outcomes.set(`${id} ${code}`, { migration: id, code, run, moved: type === 'DossierMigrated', because: type === 'DossierMigrated' ? [] : data.because, at });
}
