import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last number given per receiving unit and day. A table and no sequence: the numbers begin again each day in each unit. */
export class DossierCounters1764000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE public.dossier_counters (
      unit text NOT NULL,
      day date NOT NULL,
      last integer NOT NULL CHECK (last > 0),
      PRIMARY KEY (unit, day)
    )`);
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
