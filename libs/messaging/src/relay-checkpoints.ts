import type { Lease } from '@lienthong/event-store';
import type { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far a log's facts have been published, per topic. Kept under the relay's lease: a paused owner that wakes up can do no harm. */
export class RelayCheckpoints {
  constructor(readonly pool: Pool) {}

  /** Number of the last fact that the broker has acknowledged, 0 before the first. */
  async read(topic: string): Promise<number> {
    const { rows } = await this.pool.query<{ fact_number: string }>('SELECT fact_number FROM relay_checkpoint WHERE topic = $1', [topic]);
    return Number(rows[0]?.fact_number ?? 0);
  }

  async store(topic: string, factNumber: number, lease: Pick<Lease, 'fence'>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const { text, values, mustChange } = lease.fence();
      const { rowCount } = await client.query(text, [...values]);
      if (rowCount !== mustChange) throw new Error(`Expected to store the checkpoint of ${topic}, but another replica relays it now`);
      await client.query(STORE, [topic, factNumber]);
      await client.query('COMMIT');
      client.release();
    } catch (error) {
      client.release(true); // whatever state it is in, ending the session rolls it back
      throw error;
    }
  }
}

const STORE = `INSERT INTO relay_checkpoint (topic, fact_number) VALUES ($1, $2)
  ON CONFLICT (topic) DO UPDATE SET fact_number = excluded.fact_number`;

export class CreateRelayCheckpoint1764000001000 implements MigrationInterface {
  readonly name = 'CreateRelayCheckpoint1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE public.relay_checkpoint (topic text PRIMARY KEY, fact_number bigint NOT NULL CHECK (fact_number >= 0))');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Expected to undo CreateRelayCheckpoint, but migrations go forward only'));
  }
}

/** For `migrateDatabase`, in every service that may run over Kafka. */
export const messagingMigrations: readonly (new () => MigrationInterface)[] = [CreateRelayCheckpoint1764000001000];
