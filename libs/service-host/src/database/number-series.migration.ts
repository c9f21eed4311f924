import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counters of numbers given out. Databases made before this migration was one of its own have the table already. */
export class NumberSeries1764000002100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE IF NOT EXISTS public.number_series (series text PRIMARY KEY, last bigint NOT NULL CHECK (last > 0))');
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
