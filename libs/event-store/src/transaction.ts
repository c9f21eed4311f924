import type { Pool, PoolClient } from 'pg';

/** A process that stops in the middle holds its locks, and with them those that would replace it: this long at most. */
const MAX_IDLE_MS = 10_000;

/** Commits what `work` did, or nothing of it. A client that cannot even roll back is thrown away. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${MAX_IDLE_MS}`);
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
