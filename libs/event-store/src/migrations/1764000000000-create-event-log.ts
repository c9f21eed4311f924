import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log: head, events, and the two erasable maps. An event row holds every member of its public entry
 * (transparency-log.md §1; `log` is head.origin, `v` is 1), so that erasing salt and sealed text changes no entry.
 */
export class CreateEventLog1764000000000 implements MigrationInterface {
  readonly name = 'CreateEventLog1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...GUARDS]) await runner.query(statement);
    await runner.query(GRANTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Expected to undo CreateEventLog, but migrations go forward only'));
  }
}

const TABLES = [
  `CREATE SCHEMA IF NOT EXISTS log`,
  `CREATE TABLE log.head (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     origin text,
     position bigint NOT NULL DEFAULT -1,
     fact_number bigint NOT NULL DEFAULT 0
   )`,
  `COMMENT ON TABLE log.head IS 'One row: log index of the newest event and number of the newest fact. Its lock orders all writers.'`,
  `INSERT INTO log.head DEFAULT VALUES`,
  `CREATE TABLE log.streams (name text PRIMARY KEY, id uuid NOT NULL UNIQUE)`,
  `CREATE TABLE log.dossiers (ref bytea PRIMARY KEY CHECK (length(ref) = 32), code text NOT NULL UNIQUE, salt bytea CHECK (length(salt) = 32))`,
  `CREATE TABLE log.events (
     log_index bigint PRIMARY KEY CHECK (log_index >= 0),
     fact_number bigint CHECK (fact_number > 0),
     recorded_at timestamptz(3) NOT NULL DEFAULT now(),
     occurred_at timestamptz(3) NOT NULL,
     stream_id uuid NOT NULL,
     stream_version integer NOT NULL CHECK (stream_version > 0),
     dossier_version integer CHECK (dossier_version > 0),
     schema smallint NOT NULL CHECK (schema > 0),
     dossier bytea CHECK (length(dossier) = 32),
     commitment bytea NOT NULL CHECK (length(commitment) = 32),
     stream_category text NOT NULL,
     type text NOT NULL,
     actor text NOT NULL,
     cause text,
     causation_id text,
     trace_parent text,
     salt bytea,
     sealed bytea,
     CONSTRAINT events_stream_version UNIQUE (stream_id, stream_version),
     CONSTRAINT events_dossier_version UNIQUE (dossier, dossier_version),
     CONSTRAINT events_dossier_counted CHECK ((dossier IS NULL) = (dossier_version IS NULL)),
     CONSTRAINT events_sealed_whole CHECK ((salt IS NULL) = (sealed IS NULL))
   )`,
  `CREATE UNIQUE INDEX events_fact_number ON log.events (fact_number) WHERE fact_number IS NOT NULL`,
];

const GUARDS = [
  `CREATE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'UPDATE' AND current_user = current_database() || '_erasure' THEN
       OLD.salt := NULL;
       OLD.sealed := NULL;
       IF NEW IS NOT DISTINCT FROM OLD THEN RETURN NEW; END IF;
     END IF;
     RAISE EXCEPTION 'Expected to keep events as they are, but % was asked for by %', TG_OP, current_user
       USING ERRCODE = 'insufficient_privilege';
   END $$`,
  `CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON log.events FOR EACH ROW EXECUTE FUNCTION log.refuse_change()`,
  `CREATE TRIGGER events_stay_all BEFORE TRUNCATE ON log.events FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change()`,
  // ALWAYS: also where a session has replication triggers switched off.
  `ALTER TABLE log.events ENABLE ALWAYS TRIGGER events_stay`,
  `ALTER TABLE log.events ENABLE ALWAYS TRIGGER events_stay_all`,
];

/** Roles are named after the database (prepareDatabase); the schema `read` belongs to the service, which switches its views. */
const GRANTS = `DO $$
  DECLARE service text := current_database() || '_service'; erasure text := current_database() || '_erasure';
  BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA log TO %I, %I', service, erasure);
    EXECUTE format('GRANT SELECT, INSERT ON log.events, log.streams, log.dossiers TO %I', service);
    EXECUTE format('GRANT SELECT, UPDATE ON log.head TO %I', service);
    EXECUTE format('GRANT SELECT ON log.events, log.streams, log.dossiers, log.head TO %I', erasure);
    EXECUTE format('GRANT UPDATE (salt, sealed) ON log.events TO %I', erasure);
    EXECUTE format('GRANT DELETE ON log.streams, log.dossiers TO %I', erasure);
    EXECUTE 'CREATE SCHEMA IF NOT EXISTS read';
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA read TO %I', service);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', service);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', service);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO %I', service);
  END $$`;
