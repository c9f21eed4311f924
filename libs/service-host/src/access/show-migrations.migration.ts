import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The service enters in its log which migrations ran; it may read their list, and nobody but the owner writes it. */
export class ShowMigrations1764000002300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DO $$ BEGIN EXECUTE format('GRANT SELECT ON log.migrations TO %I', current_database() || '_service'); END $$`);
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
