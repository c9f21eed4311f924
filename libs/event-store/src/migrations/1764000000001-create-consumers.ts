import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a service keeps about its own work: inbox and park, timers, leases, generations of read models. */
export class CreateConsumers1764000000001 implements MigrationInterface {
  readonly name = 'CreateConsumers1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    await runner.query(GRANTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Expected to undo CreateConsumers, but migrations go forward only'));
  }
}

const TABLES = [
  `CREATE TABLE log.inbox (
     consumer text NOT NULL, source text NOT NULL, message_id text NOT NULL,
     recorded_at timestamptz(3) NOT NULL DEFAULT now(),
     PRIMARY KEY (consumer, source, message_id)
   )`,
  `CREATE TABLE log.inbox_cursors (consumer text NOT NULL, source text NOT NULL, position bigint NOT NULL, PRIMARY KEY (consumer, source))`,
  `CREATE TABLE log.parked (
     id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
     consumer text NOT NULL, source text NOT NULL, key text NOT NULL, position bigint NOT NULL,
     message_id text NOT NULL, envelope json,
     code text NOT NULL, because text NOT NULL, attempts integer NOT NULL DEFAULT 0,
     parked_at timestamptz(3) NOT NULL DEFAULT now(),
     status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'handled', 'discarded')),
     resolved_by text, reason text, resolved_at timestamptz(3)
   )`,
  `CREATE INDEX parked_waiting ON log.parked (consumer, key, id) WHERE status = 'waiting'`,
  `CREATE TABLE log.timers (
     id text PRIMARY KEY, due_at timestamptz(3) NOT NULL, payload jsonb NOT NULL,
     attempts integer NOT NULL DEFAULT 0, retry_at timestamptz(3), failure text
   )`,
  `CREATE INDEX timers_due ON log.timers (coalesce(retry_at, due_at))`,
  `CREATE TABLE log.leases (name text PRIMARY KEY, owner uuid NOT NULL, epoch bigint NOT NULL, until timestamptz NOT NULL)`,
  `CREATE TABLE log.projections (
     name text NOT NULL, generation integer NOT NULL, version integer NOT NULL, schema_name text NOT NULL UNIQUE,
     position bigint NOT NULL DEFAULT -1,
     status text NOT NULL CHECK (status IN ('building', 'live', 'retired')),
     PRIMARY KEY (name, generation)
   )`,
  `CREATE UNIQUE INDEX projections_one_live ON log.projections (name) WHERE status = 'live'`,
];

const GRANTS = `DO $$
  DECLARE service text := current_database() || '_service'; erasure text := current_database() || '_erasure';
  BEGIN
    EXECUTE format('GRANT SELECT, INSERT ON log.inbox TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON log.inbox_cursors, log.parked, log.leases TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON log.timers, log.projections TO %I', service);
    EXECUTE format('GRANT SELECT ON log.parked, log.timers TO %I', erasure);
    EXECUTE format('GRANT UPDATE (envelope) ON log.parked TO %I', erasure);
  END $$`;
