import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A parked message may be emptied, never rewritten: a retry would handle whatever it says by then. */
export class KeepParkedEnvelopes1764000000002 implements MigrationInterface {
  readonly name = 'KeepParkedEnvelopes1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION log.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'Expected to keep parked message % as it came, but another was put in its place by %', OLD.id, current_user
          USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await runner.query(`CREATE TRIGGER parked_envelopes_stay BEFORE UPDATE ON log.parked FOR EACH ROW
      WHEN (NEW.envelope IS NOT NULL AND NEW.envelope::text IS DISTINCT FROM OLD.envelope::text) EXECUTE FUNCTION log.refuse_rewriting()`);
    await runner.query(`ALTER TABLE log.parked ENABLE ALWAYS TRIGGER parked_envelopes_stay`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Expected to undo KeepParkedEnvelopes, but migrations go forward only'));
  }
}
