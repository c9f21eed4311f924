import type { Pool, PoolClient } from 'pg';

/** A process that stops in the middle holds its locks, and with them those that would replace it: this long at most. */
const MAX_IDLE_MS = 10_000;

/** `derived` from the log together with how far it went: a crash of the database may take it back, and then it is done again. Waits for no flush. */
export type Kind = 'durable' | 'derived';

/** Commits what `work` did, or nothing of it. A client that cannot even roll back is thrown away. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>, kind: Kind = 'durable'): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${MAX_IDLE_MS}${kind === 'derived' ? '; SET LOCAL synchronous_commit = off' : ''}`);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => { broken = failure; });
    throw error;
  } finally {
    client.release(broken);
  }
}
