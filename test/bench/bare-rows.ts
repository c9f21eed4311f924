import { migrateDatabase, prepareDatabase } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';

const COLUMNS = ['bigint', 'bigint', 'uuid', 'text', 'int', 'bytea', 'int', 'text', 'smallint', 'text', 'timestamptz', 'text', 'text', 'text', 'bytea', 'bytea', 'bytea'];
const INSERT = `INSERT INTO public.bare (log_index, fact_number, stream_id, stream_category, stream_version, dossier, dossier_version, type, schema,
  actor, occurred_at, cause, causation_id, trace_parent, commitment, salt, sealed) SELECT * FROM unnest(${COLUMNS.map((type, index) => `$${index + 1}::${type}[]`).join(', ')})`;
const AT = '2026-11-20T15:30:00+07:00';
const SECONDS = 3;
/** What the log's writer puts into one commit at most. */
const ROWS = 1_000;

/** Durable rows per second of a loop on one connection that only inserts into a table like the log's. */
export async function bareRowsPerSecond(sealedBytes: number): Promise<number> {
  const urls = await freshDatabase('bench', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl });
  const client = new pg.Client({ connectionString: urls.ownerUrl });
  await client.connect();
  try {
    await client.query('CREATE TABLE public.bare (LIKE log.events INCLUDING ALL)');
    const [hash, sealed] = [Buffer.alloc(32, 7), Buffer.alloc(sealedBytes, 120)];
    let index = 0;
    const from = performance.now();
    while (performance.now() < from + SECONDS * 1_000) {
      const rows = Array.from({ length: ROWS }, (): unknown[] => {
        index += 1;
        return [index, index, index.toString(16).padStart(32, '0'), 'instance', 1, null, null, 'JobCompleted', 1, 'service@land-registry', AT, null, null, null, hash, hash, sealed];
      });
      await client.query({ name: 'bare', text: INSERT, values: COLUMNS.map((_, column) => rows.map((row) => row[column])) });
    }
    return index / ((performance.now() - from) / 1_000);
  } finally {
    await client.end();
    await dropDatabase(urls.database);
  }
}
