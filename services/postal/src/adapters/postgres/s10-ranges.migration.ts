import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The stock of item numbers. `next` is the serial number that will be drawn next; a range with `next > last` is used up. */
export class S10Ranges1764000050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE public.s10_ranges (
      unit text NOT NULL,
      indicator text NOT NULL,
      country text NOT NULL,
      first integer NOT NULL,
      last integer NOT NULL CHECK (last >= first),
      next integer NOT NULL CHECK (next BETWEEN first AND last + 1),
      PRIMARY KEY (indicator, country, first)
    )`);
    await runner.query('CREATE INDEX s10_ranges_unit ON public.s10_ranges (unit)');
  }

  async down(): Promise<void> {
    throw new Error('Expected to undo a migration, but they go forward only');
  }
}
