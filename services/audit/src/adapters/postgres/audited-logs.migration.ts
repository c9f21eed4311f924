import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What audit knows of logs, in tables and not as events of its own log: a cosignature for each checkpoint of each log would be an event
 * for every second, and of its own log one that calls for the next (decision 0021).
 */
export class AuditedLogs1764000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...WITNESS, ...MONITOR, GUARDS]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}

const WITNESS = [
  // Written before a signature is made: whatever happens then, no second history of this size is ever cosigned.
  `CREATE TABLE public.witnessed (
    origin text PRIMARY KEY, size bigint NOT NULL CHECK (size >= 0), root bytea NOT NULL CHECK (length(root) = 32), note text NOT NULL)`,
  `CREATE TABLE public.cosigned (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, origin text NOT NULL, size bigint NOT NULL, root bytea NOT NULL, note text NOT NULL,
    cosigned_at timestamptz NOT NULL)`,
  'CREATE INDEX ON public.cosigned (origin, size DESC, id DESC)',
  // Notes that a log signed and should not have; kept_note is what it had signed before. settled_at: told, or followed by a good proof.
  `CREATE TABLE public.log_evidence (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, origin text NOT NULL, kind text NOT NULL CHECK (kind IN ('fork', 'bad-proof', 'shrunk')),
    size bigint NOT NULL, root bytea NOT NULL, note text NOT NULL, kept_note text, seen_at timestamptz NOT NULL DEFAULT now(), settled_at timestamptz,
    UNIQUE (origin, kind, size, root))`,
] as const;

const MONITOR = [
  // size, root, note: read from the first event and compared with the checkpoint. walked: read, and not compared with a checkpoint yet.
  `CREATE TABLE public.audited_logs (
    id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, origin text NOT NULL UNIQUE, size bigint NOT NULL DEFAULT 0,
    root bytea NOT NULL DEFAULT sha256(''::bytea), note text, verified_at timestamptz, walked bigint NOT NULL DEFAULT 0,
    facts_from bigint NOT NULL DEFAULT 0, heard_from bigint NOT NULL DEFAULT -1, seen jsonb, reread jsonb, CHECK (walked >= size))`,
  `CREATE TABLE public.audited_tiles (
    log_id smallint NOT NULL, level smallint NOT NULL, index bigint NOT NULL, hashes bytea NOT NULL, PRIMARY KEY (log_id, level, index))`,
  `CREATE TABLE public.audited_entries (
    log_id smallint NOT NULL, index bigint NOT NULL, type text NOT NULL, dossier bytea, dossier_version bigint, cause text, entry bytea NOT NULL,
    PRIMARY KEY (log_id, index))`,
  'CREATE INDEX ON public.audited_entries (dossier, log_id, index) WHERE dossier IS NOT NULL',
  // Last version of each stream and each dossier; a reference has no slash, a stream has one.
  `CREATE TABLE public.audited_heads (log_id smallint NOT NULL, name text NOT NULL, version bigint NOT NULL, PRIMARY KEY (log_id, name))`,
  // From which index on events of a type must be facts: a release may begin to announce what was private before.
  `CREATE TABLE public.announced_types (log_id smallint NOT NULL, type text NOT NULL, since bigint NOT NULL, PRIMARY KEY (log_id, type))`,
] as const;

/** Cosignatures and evidence are added, and never changed or removed by the service. */
const GUARDS = `DO $$
DECLARE service text := current_database() || '_service';
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE ON public.cosigned, public.log_evidence FROM %I', service);
  EXECUTE format('GRANT UPDATE (settled_at) ON public.log_evidence TO %I', service);
  EXECUTE format('REVOKE DELETE ON public.witnessed FROM %I', service);
END $$`;
