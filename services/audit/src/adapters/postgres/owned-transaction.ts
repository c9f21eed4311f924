import type { Pool, PoolClient } from 'pg';
import type { SqlFence } from '../../use-cases/monitor/owner.js';

/** What the monitor stores, only while its replica still is the owner: the fence locks the lease to the end of the transaction. */
export async function inOwnedTransaction(pool: Pool, { text, values, mustChange = 0 }: SqlFence, work: (client: PoolClient) => Promise<unknown>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query(text, [...values]);
    if (rowCount !== mustChange) throw new Error('Expected to store what the monitor read, but another replica has taken it over');
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
