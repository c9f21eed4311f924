import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who works on which job, for a while. Unlogged: a lock is worth nothing after a crash of the database, since a job whose lock is gone is
 * offered again, and the log alone decides what counts. Taking a hundred jobs so costs no flush.
 */
export class JobLocks1764000050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE UNLOGGED TABLE public.job_lock (
      job_id text PRIMARY KEY, code text NOT NULL, token uuid NOT NULL, worker text NOT NULL, stream uuid, locked_until timestamptz(3) NOT NULL, outcome text
    )`);
    await runner.query('CREATE INDEX job_lock_by_code ON public.job_lock (code)');
    await runner.query('CREATE INDEX job_lock_by_end ON public.job_lock (locked_until)');
    await runner.query('CREATE INDEX job_lock_by_stream ON public.job_lock (stream) WHERE stream IS NOT NULL');
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
