import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Orders to erase a dossier, and what may stay. A running service enters orders and says when it has cleared what it derives from the
 * log; only the erasing role says that one was executed. What is kept by law is written by the owner, so no service can widen or narrow it.
 */
export class CreateErasures1764000000010 implements MigrationInterface {
  readonly name = 'CreateErasures1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    await runner.query(GRANTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Expected to undo CreateErasures, but migrations go forward only'));
  }
}

const TABLES = [
  `CREATE TABLE log.erasures (
     ref bytea PRIMARY KEY CHECK (length(ref) = 32),
     list text NOT NULL, legal_basis text NOT NULL, ordered_at timestamptz(3) NOT NULL,
     recorded_at timestamptz(3) NOT NULL DEFAULT now(),
     streams text[] NOT NULL DEFAULT '{}',
     executed_at timestamptz(3), events integer NOT NULL DEFAULT 0, kept integer NOT NULL DEFAULT 0,
     settled_at timestamptz(3) CHECK (settled_at IS NULL OR executed_at IS NOT NULL)
   )`,
  `COMMENT ON COLUMN log.erasures.streams IS 'Streams that are erased as a whole although their events name no dossier, such as those of its files; emptied when settled.'`,
  `CREATE INDEX erasures_unsettled ON log.erasures (recorded_at) WHERE settled_at IS NULL`,
  `CREATE INDEX erasures_executed ON log.erasures (executed_at)`,
  `CREATE TABLE log.erased_events (log_index bigint PRIMARY KEY, ref bytea NOT NULL)`,
  `COMMENT ON TABLE log.erased_events IS 'Events that name no dossier and went with one, such as those of its files: so that their emptiness is accounted for.'`,
  `CREATE TABLE log.erasure_keeps (
     category text NOT NULL, type text NOT NULL DEFAULT '', beside text NOT NULL DEFAULT '', because_vi text NOT NULL, because_en text NOT NULL,
     PRIMARY KEY (category, type)
   )`,
  `COMMENT ON COLUMN log.erasure_keeps.type IS 'Empty: every event of the category.'`,
  `COMMENT ON COLUMN log.erasure_keeps.beside IS 'Only in streams that have an event of this type; empty: in all.'`,
  `CREATE TABLE log.erasure_tables (table_name text NOT NULL, column_name text NOT NULL, holds text NOT NULL CHECK (holds IN ('code', 'mention')), PRIMARY KEY (table_name, column_name))`,
  `COMMENT ON TABLE log.erasure_tables IS 'Tables of the service whose rows go with a dossier: the column is its code, or mentions it in a text.'`,
];

const GRANTS = `DO $$
  DECLARE service text := current_database() || '_service'; erasure text := current_database() || '_erasure';
  BEGIN
    EXECUTE format('GRANT SELECT, INSERT ON log.erasures TO %I', service);
    EXECUTE format('GRANT UPDATE (settled_at, streams) ON log.erasures TO %I', service);
    EXECUTE format('GRANT SELECT ON log.erasure_keeps, log.erased_events TO %I', service);
    EXECUTE format('GRANT SELECT ON log.erasures, log.erasure_keeps, log.erasure_tables TO %I', erasure);
    EXECUTE format('GRANT UPDATE (executed_at, events, kept) ON log.erasures TO %I', erasure);
    EXECUTE format('GRANT SELECT, INSERT ON log.erased_events TO %I', erasure);
    EXECUTE format('GRANT DELETE ON log.parked, log.timers, log.findings TO %I', erasure);
    EXECUTE format('GRANT SELECT ON log.findings TO %I', erasure);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', erasure);
  END $$`;
