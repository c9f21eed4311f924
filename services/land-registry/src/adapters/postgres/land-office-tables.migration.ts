import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counters of numbers given out, and where a dossier waits when it does not wait here. The log itself belongs to the event store. */
export class LandOfficeTables1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE public.number_series (series text PRIMARY KEY, last bigint NOT NULL CHECK (last > 0))');
    await runner.query(`CREATE TABLE public.steps_elsewhere (
      task_id text PRIMARY KEY,
      dossier_code text NOT NULL,
      agency text NOT NULL,
      unit text NOT NULL,
      name text NOT NULL,
      since text NOT NULL
    )`);
    await runner.query('CREATE INDEX steps_elsewhere_dossier ON public.steps_elsewhere (dossier_code)');
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
