import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who waits for which message or signal, what was sent and is kept for a while, and the codes of child dossiers. */
export class MailTables1764000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One sequence for both: whether somebody waited already when a message was thrown is a comparison of two places.
    await runner.query('CREATE SEQUENCE public.mail_places');
    await runner.query(`CREATE TABLE public.subscription (
      code text NOT NULL, subscription_key text NOT NULL, case_code text NOT NULL, process text NOT NULL, kind text NOT NULL, name text NOT NULL,
      correlation_key text, opened_at timestamptz(3) NOT NULL, place bigint NOT NULL DEFAULT nextval('public.mail_places'),
      PRIMARY KEY (code, subscription_key)
    )`);
    await runner.query(`CREATE INDEX subscription_by_message ON public.subscription (name, correlation_key) WHERE kind = 'message'`);
    await runner.query(`CREATE INDEX subscription_by_signal ON public.subscription (name, place) WHERE kind = 'signal'`);
    await runner.query(`CREATE TABLE public.message (
      id text PRIMARY KEY, name text NOT NULL, correlation_key text NOT NULL, stream text NOT NULL, version integer NOT NULL, case_code text,
      thrown_at timestamptz(3) NOT NULL, expires_at timestamptz(3) NOT NULL, place bigint NOT NULL DEFAULT nextval('public.mail_places')
    )`);
    await runner.query('CREATE INDEX message_by_key ON public.message (name, correlation_key)');
    await runner.query(`CREATE TABLE public.message_taken (
      message_id text NOT NULL REFERENCES public.message (id) ON DELETE CASCADE, process text NOT NULL, PRIMARY KEY (message_id, process)
    )`);
    await runner.query('CREATE TABLE public.child_counters (unit text NOT NULL, day date NOT NULL, last integer NOT NULL CHECK (last > 0), PRIMARY KEY (unit, day))');
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
