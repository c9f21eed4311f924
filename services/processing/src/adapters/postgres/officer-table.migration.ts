import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works here: officers as their own token last said, so that a colleague can be chosen by name. Accounts are the identity provider's. */
export class OfficerTable1764000040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE public.officer (
      subject text PRIMARY KEY, name text NOT NULL, agency text NOT NULL, unit text NOT NULL, roles text[] NOT NULL, seen_at timestamptz(3) NOT NULL
    )`);
    await runner.query('CREATE INDEX officer_by_unit ON public.officer (agency, unit, name)');
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
