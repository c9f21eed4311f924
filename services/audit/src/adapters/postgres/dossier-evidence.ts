import type { Pool } from 'pg';
import { DossierEvidenceReads } from '../../use-cases/proof/dossier-evidence.js';
import type { DossierEvidence } from '../../use-cases/proof/dossier-evidence.js';

type LogRow = Readonly<{ id: number; origin: string; size: string; root: Buffer; note: string | null }>;
type EntryRow = Readonly<{ log_id: number; index: string; type: string; cause: string | null; entry: Buffer }>;

/** One more than a proof file may hold (transparency-log.md §8): then writing it refuses. */
const MOST_ENTRIES = 10_001;

export class StoredDossierEvidence extends DossierEvidenceReads {
  constructor(private readonly pool: Pool, private readonly ownOrigin: string) { super(); }

  /** In one snapshot: a log that moves on meanwhile must not give entries beyond the size that was read. */
  async read(ref: string): Promise<DossierEvidence> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { rows: logs } = await client.query<LogRow>('SELECT id, origin, size, root, note FROM public.audited_logs ORDER BY origin');
      const { rows: entries } = await client.query<EntryRow>(
        `SELECT e.log_id, e.index, e.type, e.cause, e.entry FROM public.audited_entries e JOIN public.audited_logs l ON l.id = e.log_id AND e.index < l.size
         WHERE e.dossier = $1 ORDER BY e.log_id, e.index LIMIT ${MOST_ENTRIES}`, [Buffer.from(ref, 'hex')]);
      const { rows: heard } = await client.query<{ origin: string; log_index: string; position: string }>('SELECT origin, log_index, position FROM hearings WHERE ref = $1', [ref]);
      await client.query('COMMIT');
      return {
        logs: logs.map(({ id, origin, size, root, note }) => ({
          id, origin, size: Number(size), root, note,
          entries: entries.filter(({ log_id }) => log_id === id).map(({ index, type, cause, entry }) => ({ index: Number(index), type, cause, bytes: entry })),
        })),
        hearings: heard.map(({ position }) => ({ origin: this.ownOrigin, index: Number(position) })),
        heard: heard.map(({ origin, log_index }) => ({ origin, index: Number(log_index) })),
      };
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }
}
