import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The Merkle tree of the log and what was signed of it (transparency-log.md §3, §4). A tile keeps its widest form, since
 * a wider one begins with the narrower; entry bundles are rendered from the events and not kept.
 */
export class CreateTree1764000000003 implements MigrationInterface {
  readonly name = 'CreateTree1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...GUARDS]) await runner.query(statement);
    await runner.query(GRANTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Expected to undo CreateTree, but migrations go forward only'));
  }
}

const EMPTY_ROOT = `'\\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'`;

const TABLES = [
  // Level 6 covers 2^48 entries each hash: beyond it a log index would not be exact any more.
  `CREATE TABLE log.tiles (
     level smallint NOT NULL CHECK (level BETWEEN 0 AND 6),
     index bigint NOT NULL CHECK (index >= 0),
     hashes bytea NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
     PRIMARY KEY (level, index)
   )`,
  // Hashes do not compress; trying costs more than storing them.
  `ALTER TABLE log.tiles ALTER COLUMN hashes SET STORAGE EXTERNAL`,
  `CREATE TABLE log.signed_head (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
     root bytea NOT NULL DEFAULT ${EMPTY_ROOT} CHECK (length(root) = 32),
     signed_at timestamptz(3),
     note text,
     note_size bigint NOT NULL DEFAULT 0 CHECK (note_size >= 0),
     published_at timestamptz(3),
     unwitnessed_since timestamptz(3),
     CONSTRAINT signed_head_before_note CHECK (note_size <= size)
   )`,
  `COMMENT ON TABLE log.signed_head IS 'One row: the largest tree this log has signed, and the newest checkpoint that met the policy. Stored before the signature is made.'`,
  `INSERT INTO log.signed_head DEFAULT VALUES`,
];

const GUARDS = [
  // For everyone: tiles are derived, so the owner repairs by deleting them; the builder makes the same bytes again from the events.
  `CREATE FUNCTION log.refuse_narrowing() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF NEW.level = OLD.level AND NEW.index = OLD.index AND length(NEW.hashes) >= length(OLD.hashes)
       AND substring(NEW.hashes FROM 1 FOR length(OLD.hashes)) = OLD.hashes THEN RETURN NEW; END IF;
     RAISE EXCEPTION 'Expected tile %/% only to grow, but other bytes were put in its place by %', OLD.level, OLD.index, current_user
       USING ERRCODE = 'insufficient_privilege';
   END $$`,
  `CREATE TRIGGER tiles_grow BEFORE UPDATE ON log.tiles FOR EACH ROW EXECUTE FUNCTION log.refuse_narrowing()`,
  `ALTER TABLE log.tiles ENABLE ALWAYS TRIGGER tiles_grow`,
  // The owner alone may go back: after a restore, once a person has decided (transparency-log.md §4).
  `CREATE FUNCTION log.refuse_unsigning() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF current_user = current_database() || '_owner' THEN RETURN NEW; END IF;
     IF NEW.size > OLD.size OR (NEW.size = OLD.size AND NEW.root = OLD.root) THEN
       IF NEW.note_size >= OLD.note_size THEN RETURN NEW; END IF;
     END IF;
     RAISE EXCEPTION 'Expected the signed head only to grow from size %, but size % was asked for by %', OLD.size, NEW.size, current_user
       USING ERRCODE = 'insufficient_privilege';
   END $$`,
  `CREATE TRIGGER signed_head_grows BEFORE UPDATE ON log.signed_head FOR EACH ROW EXECUTE FUNCTION log.refuse_unsigning()`,
  `ALTER TABLE log.signed_head ENABLE ALWAYS TRIGGER signed_head_grows`,
];

const GRANTS = `DO $$
  DECLARE service text := current_database() || '_service';
  BEGIN
    EXECUTE format('GRANT SELECT, INSERT, UPDATE (hashes) ON log.tiles TO %I', service);
    EXECUTE format('GRANT SELECT, UPDATE (size, root, signed_at, note, note_size, published_at, unwitnessed_since) ON log.signed_head TO %I', service);
  END $$`;
