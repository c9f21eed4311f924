import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The service's role may also delete here: a key is a convenience of the API, not history. */
export class IdempotencyKeys1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE public.idempotency_keys (
      subject text NOT NULL,
      key text NOT NULL,
      fingerprint text NOT NULL,
      complete boolean NOT NULL DEFAULT false,
      status smallint NOT NULL,
      headers jsonb NOT NULL DEFAULT '{}',
      body jsonb,
      used_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (subject, key)
    )`);
    await runner.query('CREATE INDEX idempotency_keys_used_at ON public.idempotency_keys (used_at)');
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
