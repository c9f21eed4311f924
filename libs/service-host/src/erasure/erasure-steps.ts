import type { ErasureRules, ExecutedErasure, KeptCategory, StreamAppend } from '@lienthong/event-store';
import type { INestApplicationContext } from '@nestjs/common';

type App = Pick<INestApplicationContext, 'get'>;

/** What a service tells of one dossier once nothing of it is left here. `recordsUntil`: see the contract's DossierErased. */
export type ErasureReport = Readonly<{
  ref: string; list: string; agency: string; events: number; kept: number; files: number; erasedAt: string; keptByLaw: readonly KeptCategory[]; recordsUntil: string;
}>;

/**
 * How a service takes part in destroying a dossier. `keeps` and `tables` are for the eraser, which executes in the database; the rest is
 * done by the running service afterwards.
 */
export type ErasureSteps = ErasureRules & Readonly<{
  /** Clears what lies outside the database, after the read models have been filled anew. Runs again if it was interrupted. */
  clear?: (order: ExecutedErasure, app: App) => Promise<Readonly<{ files: number }>>;
  /** What else goes into the append of the report. */
  reported?: (report: ErasureReport, app: App, at: string) => Promise<readonly StreamAppend[]>;
}>;

/** Answers to commands mention the dossiers they were about. Every service keeps them for a while (idempotency-keys.migration.ts). */
const HOST_TABLES: ErasureRules['tables'] = [
  { table: 'idempotency_keys', column: 'body', holds: 'mention' },
  { table: 'idempotency_keys', column: 'headers', holds: 'mention' },
];

export function rulesOf(steps: ErasureSteps | undefined): ErasureRules {
  return { keeps: steps?.keeps ?? [], tables: [...HOST_TABLES, ...(steps?.tables ?? [])] };
}
