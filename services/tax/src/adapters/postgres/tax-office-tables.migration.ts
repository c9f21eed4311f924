import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What must be known in the moment of an append and not a little later: whose notice a number is, and which messages of the bank were seen. */
export class TaxOfficeTables1764000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE public.notices (notice_number text PRIMARY KEY, dossier_code text NOT NULL)');
    await runner.query(`CREATE TABLE public.bank_messages (
      webhook_id text PRIMARY KEY,
      fingerprint text NOT NULL,
      body jsonb NOT NULL,
      received_at timestamptz NOT NULL DEFAULT now()
    )`);
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
