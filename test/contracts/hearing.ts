import { setTimeout as pause } from 'node:timers/promises';
import { migrateDatabase, prepareDatabase, type DatabaseUrls } from '@lienthong/event-store';
import { dropDatabase, freshDatabase } from '@lienthong/testing';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { effectsTable } from './listening-service.js';

class CreateEffects1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> { await runner.query(effectsTable); }
  async down(): Promise<void> { throw new Error('Expected to migrate forward'); }
}

/** The database of a listening service, and what its facts have led to in it. */
export type Hearing = Readonly<{
  urls: DatabaseUrls;
  /** Labels by dossier, in the order in which their effects happened; a doubled effect shows as a doubled label. */
  effects(): Promise<Readonly<Record<string, readonly string[]>>>;
  /** The same by the dossiers' streams. */
  streams(): Promise<Readonly<Record<string, readonly string[]>>>;
  /** Resolves when that many effects are there; rejects, showing them, when they are not after a while. */
  untilHeard(count: number, withinMs?: number): Promise<void>;
  /** As the database's owner. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
  drop(): Promise<void>;
}>;

export async function openHearing(): Promise<Hearing> {
  const urls = await freshDatabase('audit', prepareDatabase);
  await migrateDatabase({ ownerUrl: urls.ownerUrl, migrations: [CreateEffects1764000002000] });
  const pool = new pg.Pool({ connectionString: urls.ownerUrl, max: 2 });
  pool.on('error', () => undefined); // specs break connections on purpose
  const query = async (text: string) => (await pool.query<Record<string, unknown>>(text)).rows;
  const grouped = async (text: string) => {
    const rows = await query(text);
    const labels: Record<string, string[]> = {};
    for (const { dossier, label } of rows) (labels[String(dossier)] ??= []).push(String(label));
    return labels;
  };
  const effects = () => grouped('SELECT dossier, label FROM public.effects ORDER BY position');
  return {
    urls, query, effects,
    streams: () => grouped(`SELECT split_part(s.name, '/', 2) AS dossier, convert_from(e.sealed, 'UTF8')::jsonb #>> '{data,label}' AS label
      FROM log.events e JOIN log.streams s ON s.id = e.stream_id WHERE e.type = 'SettlementHeard' ORDER BY e.log_index`),
    async untilHeard(count, withinMs = 30_000) {
      for (const end = performance.now() + withinMs; performance.now() < end; await pause(25)) {
        const [row] = await query('SELECT count(*)::int AS heard FROM public.effects').catch(() => []);
        if (Number(row?.['heard']) >= count) return;
      }
      throw new Error(`Expected to hear ${count} facts within ${withinMs} ms, but heard ${JSON.stringify(await effects())}`);
    },
    async drop() {
      await pool.end();
      await dropDatabase(urls.database);
    },
  };
}
