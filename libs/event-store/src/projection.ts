import type { StoredEvent } from './event.js';

/** The transaction a projection writes in. */
export type Sql = Readonly<{
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows have the shape of the caller's own statement
  query(text: string, values?: readonly unknown[]): Promise<{ rows: any[] }>;
}>;

/**
 * A read model. `ddl` and `apply` use plain table names: every generation lives in a schema of its own, and readers
 * use the views of the same names in schema `read`. Raise `version` when tables or `apply` change: a new generation
 * is then built beside the old one and switched to when it has caught up.
 */
export type Projection = Readonly<{
  name: string; version: number; ddl: readonly string[]; tables: readonly string[];
  apply(events: readonly StoredEvent[], sql: Sql): Promise<void>;
}>;

export type TableComparison = Readonly<{ table: string; rowsBefore: number; rowsAfter: number; equal: boolean }>;

/** `tables` compares the shadow with the generation it replaced, both at `position`. */
export type RebuildReport = Readonly<{
  projection: string; generation: number; position: number; events: number; durationMs: number;
  tables: readonly TableComparison[]; switched: boolean;
}>;

export type ProjectionStatus = Readonly<{
  name: string; version: number; generation: number | null; position: number; behind: number; building: number | null; failure: string | null;
}>;
