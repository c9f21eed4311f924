import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a service found when it compared its own rows, tiles, read models and files with what it once committed to. */
export class CreateSelfAudit1764000000005 implements MigrationInterface {
  readonly name = 'CreateSelfAudit1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    await runner.query(GRANTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Expected to undo CreateSelfAudit, but migrations go forward only'));
  }
}

const TABLES = [
  `CREATE TABLE log.self_audit (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     passes bigint NOT NULL DEFAULT 0,
     begun_at timestamptz(3),
     checked bigint NOT NULL DEFAULT 0,
     of bigint NOT NULL DEFAULT 0,
     ended_at timestamptz(3),
     duration_ms integer
   )`,
  `INSERT INTO log.self_audit DEFAULT VALUES`,
  // -1 stands for "no index": a unique key takes no null.
  `CREATE TABLE log.findings (
     kind text NOT NULL,
     log_index bigint NOT NULL,
     subject text NOT NULL,
     explanation_vi text NOT NULL,
     explanation_en text NOT NULL,
     found_at timestamptz(3) NOT NULL DEFAULT now(),
     last_pass bigint NOT NULL,
     mended_at timestamptz(3),
     PRIMARY KEY (kind, log_index, subject)
   )`,
];

/** A finding is never taken away by the service: it can only be said to be mended. */
const GRANTS = `DO $$
  DECLARE service text := current_database() || '_service';
  BEGIN
    EXECUTE format('GRANT SELECT, INSERT, UPDATE (last_pass, mended_at) ON log.findings TO %I', service);
    EXECUTE format('GRANT SELECT, UPDATE ON log.self_audit TO %I', service);
  END $$`;
