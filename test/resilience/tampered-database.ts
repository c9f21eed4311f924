import type { Platform } from '@lienthong/local';
import type { ServiceName } from '@lienthong/service-host';
import { emptyRange, entry, growTree, leafHash, rootOf } from '@lienthong/transparency-log';
import type { EntryRow } from '@lienthong/transparency-log';
import pg from 'pg';

type Row = Readonly<Record<'log_index' | 'actor' | 'at' | 'commitment' | 'stream' | 'type', string>>
  & Readonly<{ cause: string | null; dossier: string | null; dossier_version: number | null; schema: number; stream_version: number }>;

const ENTRIES = `SELECT log_index, actor, to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, cause, encode(commitment, 'hex') AS commitment,
    encode(dossier, 'hex') AS dossier, dossier_version, schema, stream_category || '/' || replace(stream_id::text, '-', '') AS stream, stream_version, type
  FROM log.events ORDER BY log_index`;

/** A service's database in the hands of its superuser, whom no trigger and no grant keeps from anything. */
export class TamperedDatabase {
  private constructor(private readonly client: pg.Client, readonly origin: string) {}

  static async open(platform: Platform, service: ServiceName): Promise<TamperedDatabase> {
    const url = new URL(platform.postgres.adminUrl);
    url.pathname = new URL(platform.databases.get(service)!.serviceUrl).pathname;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const { rows: [head] } = await client.query<{ origin: string }>('SELECT origin FROM log.head');
    return new TamperedDatabase(client, head!.origin);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  async ask<T extends pg.QueryResultRow>(question: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    return (await this.client.query<T>(question, [...values])).rows;
  }

  /** Number of events, by the log's own head. */
  async size(): Promise<number> {
    const [head] = await this.ask<{ position: string }>('SELECT position FROM log.head');
    return Number(head!.position) + 1;
  }

  /** In one transaction, with the guards of the log switched off. */
  async tamper(change: () => Promise<unknown>): Promise<void> {
    await this.client.query('BEGIN');
    await this.client.query('ALTER TABLE log.events DISABLE TRIGGER USER; ALTER TABLE log.signed_head DISABLE TRIGGER USER');
    await change();
    await this.client.query(`ALTER TABLE log.events ENABLE ALWAYS TRIGGER events_stay; ALTER TABLE log.events ENABLE ALWAYS TRIGGER events_stay_all;
      ALTER TABLE log.signed_head ENABLE ALWAYS TRIGGER signed_head_grows`);
    await this.client.query('COMMIT');
  }

  /** Keeps the events as they are now, for `putBack`. */
  async remember(): Promise<void> {
    await this.client.query('DROP TABLE IF EXISTS kept_events; CREATE TEMP TABLE kept_events AS TABLE log.events');
  }

  /** These indexes hold again what they held; one that held nothing is empty again. */
  async putBack(indexes: readonly number[]): Promise<void> {
    await this.tamper(async () => {
      await this.client.query('DELETE FROM log.events WHERE log_index = ANY($1::bigint[])', [indexes]);
      await this.client.query('INSERT INTO log.events SELECT * FROM kept_events WHERE log_index = ANY($1::bigint[])', [indexes]);
    });
  }

  /** Makes all tiles anew, so that they fit the events as they are now. Gives the tree that they lead to. */
  async rebuildTiles(): Promise<Readonly<{ size: number; root: Buffer }>> {
    const leaves = (await this.ask<Row>(ENTRIES)).map((row) => leafHash(entry(this.entryRow(row))));
    const { range, growth } = growTree(emptyRange, leaves);
    const tiles = new Map<string, { level: number; index: number; hashes: Buffer }>();
    for (const { level, index, hashes } of growth) {
      const before = tiles.get(`${level}/${index}`)?.hashes ?? Buffer.alloc(0);
      tiles.set(`${level}/${index}`, { level, index, hashes: Buffer.concat([before, hashes]) });
    }
    await this.client.query('DELETE FROM log.tiles');
    for (const { level, index, hashes } of tiles.values()) await this.client.query('INSERT INTO log.tiles (level, index, hashes) VALUES ($1, $2, $3)', [level, index, hashes]);
    return { size: leaves.length, root: rootOf(range) };
  }

  private entryRow({ log_index, actor, at, cause, commitment, dossier, dossier_version: dossierVersion, schema, stream, stream_version: version, type }: Row): EntryRow {
    return { actor, at, cause, commitment, dossier, dossierVersion, index: Number(log_index), log: this.origin, schema, stream, type, version };
  }
}
