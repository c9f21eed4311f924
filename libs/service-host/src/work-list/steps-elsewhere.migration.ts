import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where dossiers wait at other agencies. Databases made before this migration was one of its own have the table already. */
export class StepsElsewhere1764000002200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS public.steps_elsewhere (
      task_id text PRIMARY KEY,
      dossier_code text NOT NULL,
      agency text NOT NULL,
      unit text NOT NULL,
      name text NOT NULL,
      since text NOT NULL
    )`);
    await runner.query('CREATE INDEX IF NOT EXISTS steps_elsewhere_dossier ON public.steps_elsewhere (dossier_code)');
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
