import type { Person } from '@lienthong/bpmn';
import { assertNever, type Fact } from '@lienthong/kernel';

/** What an analyst wants to be moved, and how: ids that are not named stay. */
export type MigrationOrder = Readonly<{
  procedure: string;
  from: number;
  to: number;
  elements: Readonly<Record<string, string>>;
  flows: Readonly<Record<string, string>>;
  reason: string;
  /** kept: the date on the receipt stays, as the citizen was promised it. recounted: it follows the limit of the new version. */
  dueDate: 'kept' | 'recounted';
}>;

// Events

export type MigrationPlanned = Fact<'MigrationPlanned', MigrationOrder & Readonly<{ by: Person; at: string }>>;
/** `run` counts from 1: a plan may be run again for those that were blocked. */
export type MigrationRunStarted = Fact<'MigrationRunStarted', { run: number; by: Person; at: string }>;
export type MigrationPaused = Fact<'MigrationPaused', { by: Person; at: string }>;
export type MigrationResumed = Fact<'MigrationResumed', { by: Person; at: string }>;
/** Every dossier that runs by the old version has been looked at. */
export type MigrationRunEnded = Fact<'MigrationRunEnded', { run: number; moved: number; blocked: number; at: string }>;
export type MigrationEvent = MigrationPlanned | MigrationRunStarted | MigrationPaused | MigrationResumed | MigrationRunEnded;

/**
 * What became of one dossier, in a stream beside (`migrated/<id>`), under the dossier's own reference: so that it is a part of the dossier's proof
 * and goes with it when the dossier is destroyed. Of one that moved the engine's own event says the rest.
 */
export type DossierMigrated = Fact<'DossierMigrated', { migration: string; run: number; code: string; at: string }>;
export type DossierNotMigrated = Fact<
  'DossierNotMigrated',
  { migration: string; run: number; code: string; because: readonly Readonly<{ code: string; element: string; text: Readonly<{ vi: string; en: string }> }>[]; at: string }
>;
export type MigrationOutcome = DossierMigrated | DossierNotMigrated;

// State

export type Migration = Readonly<{ status: 'none' | 'planned' | 'running' | 'paused' | 'ended'; order: MigrationOrder | null; by: Person | null; run: number }>;

export const noMigration: Migration = { status: 'none', order: null, by: null, run: 0 };

// Evolve

export function evolveMigration(migration: Migration, event: MigrationEvent): Migration {
  switch (event.type) {
    case 'MigrationPlanned': {
      const { by, at: _at, ...order } = event.data;
      return { status: 'planned', order, by, run: 0 };
    }
    case 'MigrationRunStarted':
      return { ...migration, status: 'running', run: event.data.run, by: event.data.by };
    case 'MigrationPaused':
      return { ...migration, status: 'paused' };
    case 'MigrationResumed':
      return { ...migration, status: 'running', by: event.data.by };
    case 'MigrationRunEnded':
      return { ...migration, status: 'ended' };
    default:
      return assertNever(event);
  }
}
