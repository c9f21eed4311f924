import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why the log signs nothing, until a person has decided (transparency-log.md §4); at most one row. It lies in the database, since that is what is
 * at fault: the right one, restored, knows nothing of it.
 */
export class LogRefusal1764000002400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE public.log_refusal (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      code text NOT NULL,
      because text NOT NULL,
      since timestamptz(3) NOT NULL DEFAULT now()
    )`);
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
