import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to when each officer has looked at late work: a row per person, which says nothing of any dossier. */
export class LookTable1764000060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE public.deadline_look (subject text PRIMARY KEY, seen_until timestamptz(3) NOT NULL)');
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
