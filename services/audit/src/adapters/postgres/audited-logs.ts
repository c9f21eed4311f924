import { HASH_BYTES, TILE_WIDTH } from '@lienthong/transparency-log';
import type { TileAt, TileGrowth, TileOf } from '@lienthong/transparency-log';
import type { Pool, PoolClient } from 'pg';
import { AuditedLogs } from '../../use-cases/monitor/audited-logs.js';
import type { AuditedLog, KeptEntry, Reread, SeenLog, WalkedPiece } from '../../use-cases/monitor/audited-logs.js';
import type { SqlFence } from '../../use-cases/monitor/owner.js';
import type { EvidenceKind } from '../../use-cases/witness.js';
import { inOwnedTransaction } from './owned-transaction.js';

type LogRow = Readonly<{
  id: number; origin: string; size: string; root: Buffer; note: string | null; verified_at: Date | null; walked: string; facts_from: string; heard_from: string;
  seen: SeenLog | null; reread: Reread | null;
}>;

export class StoredAuditedLogs extends AuditedLogs {
  constructor(private readonly pool: Pool) { super(); }

  async open(origin: string): Promise<AuditedLog> {
    const known = await this.find(origin);
    if (known !== undefined) return known;
    // Only now: a refused insert draws a number all the same, and there are 32,767.
    await this.pool.query('INSERT INTO public.audited_logs (origin) VALUES ($1) ON CONFLICT DO NOTHING', [origin]);
    const added = await this.find(origin);
    if (added === undefined) throw new Error(`Expected to open what is kept of ${origin}, but it has no row`);
    return added;
  }

  private async find(origin: string): Promise<AuditedLog | undefined> {
    const { rows: [row] } = await this.pool.query<LogRow>('SELECT * FROM public.audited_logs WHERE origin = $1', [origin]);
    return row && asLog(row);
  }

  async all(): Promise<readonly AuditedLog[]> {
    return (await this.pool.query<LogRow>('SELECT * FROM public.audited_logs ORDER BY origin')).rows.map(asLog);
  }

  async tiles(logId: number, wanted: readonly TileAt[]): Promise<TileOf> {
    const { rows } = await this.pool.query<{ level: number; index: string; hashes: Buffer }>(
      `SELECT t.level, t.index, t.hashes FROM unnest($2::smallint[], $3::bigint[]) AS w (level, index)
       JOIN public.audited_tiles t ON t.log_id = $1 AND t.level = w.level AND t.index = w.index`,
      [logId, wanted.map(({ level }) => level), wanted.map(({ index }) => index)]);
    const tiles = new Map(rows.map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
    return (level, index) => tiles.get(`${level}/${index}`) ?? Buffer.alloc(0);
  }

  async heads(logId: number, names: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ name: string; version: string }>('SELECT name, version FROM public.audited_heads WHERE log_id = $1 AND name = ANY($2)', [logId, names]);
    return new Map(rows.map(({ name, version }) => [name, Number(version)]));
  }

  async keep(log: AuditedLog, { from, entries, growth, heads, verified }: WalkedPiece, fence: SqlFence): Promise<void> {
    const walked = from + entries.length;
    await inOwnedTransaction(this.pool, fence, async (client) => {
      await keepTiles(client, log.id, growth);
      await keepEntries(client, log.id, from, entries);
      await client.query(
        `INSERT INTO public.audited_heads SELECT $1, * FROM unnest($2::text[], $3::bigint[])
         ON CONFLICT (log_id, name) DO UPDATE SET version = excluded.version`, [log.id, [...heads.keys()], [...heads.values()]]);
      const { rowCount } = verified === null
        ? await client.query('UPDATE public.audited_logs SET walked = $3 WHERE id = $1 AND walked = $2', [log.id, from, walked])
        : await client.query('UPDATE public.audited_logs SET walked = $3, size = $4, root = $5, note = $6, verified_at = now() WHERE id = $1 AND walked = $2',
          [log.id, from, walked, verified.size, verified.root, verified.note]);
      if (rowCount !== 1) throw new Error(`Expected to keep entries ${from} to ${walked} of ${log.origin}, but something else was kept meanwhile`);
    });
  }

  /** Heads are told anew from the entries that stay: of what was forgotten some may have moved them on. */
  async forgetWalked({ id, size }: AuditedLog, fence: SqlFence): Promise<void> {
    await inOwnedTransaction(this.pool, fence, async (client) => {
      const { rows } = await client.query<{ entry: Buffer }>('DELETE FROM public.audited_entries WHERE log_id = $1 AND index >= $2 RETURNING entry', [id, size]);
      const names = [...new Set(rows.flatMap(({ entry }) => namesIn(entry)))];
      for (let level = 0, nodes = size; ; level += 1, nodes = Math.floor(nodes / TILE_WIDTH)) {
        const { rowCount } = await client.query('DELETE FROM public.audited_tiles WHERE log_id = $1 AND level = $2 AND index >= $3', [id, level, Math.ceil(nodes / TILE_WIDTH)]);
        await client.query('UPDATE public.audited_tiles SET hashes = substring(hashes FROM 1 FOR $4) WHERE log_id = $1 AND level = $2 AND index = $3',
          [id, level, Math.floor(nodes / TILE_WIDTH), (nodes % TILE_WIDTH) * HASH_BYTES]);
        if (nodes === 0 && rowCount === 0) break;
      }
      await this.tellHeadsAnew(client, id, names);
      await client.query('UPDATE public.audited_logs SET walked = size WHERE id = $1', [id]);
    });
  }

  async see(logId: number, seen: SeenLog, fence: SqlFence): Promise<void> {
    await inOwnedTransaction(this.pool, fence, (client) => client.query('UPDATE public.audited_logs SET seen = $2 WHERE id = $1', [logId, JSON.stringify(seen)]));
  }

  async noteReread(logId: number, reread: Reread, fence: SqlFence): Promise<void> {
    await inOwnedTransaction(this.pool, fence, (client) => client.query('UPDATE public.audited_logs SET reread = $2 WHERE id = $1', [logId, JSON.stringify(reread)]));
  }

  async addEvidence(origin: string, kind: EvidenceKind, { size, root, note }: Readonly<{ size: number; root: Buffer; note: string }>, keptNote: string | null): Promise<void> {
    // Told by the monitor itself, so settled from the beginning.
    await this.pool.query(
      'INSERT INTO public.log_evidence (origin, kind, size, root, note, kept_note, settled_at) VALUES ($1, $2, $3, $4, $5, $6, now()) ON CONFLICT DO NOTHING', [origin, kind, size, root, note, keptNote]);
  }

  private async tellHeadsAnew(client: PoolClient, id: number, names: readonly string[]): Promise<void> {
    await client.query('DELETE FROM public.audited_heads WHERE log_id = $1 AND name = ANY($2)', [id, names]);
    await client.query(
      `INSERT INTO public.audited_heads
       SELECT $1, h.name, max(h.version) FROM (
         SELECT convert_from(entry, 'UTF8')::jsonb AS e FROM public.audited_entries WHERE log_id = $1 AND type <> '') k,
         LATERAL (VALUES (e->>'stream', (e->>'version')::bigint), (e->>'dossier', (e->>'dossierVersion')::bigint)) AS h (name, version)
       WHERE h.name = ANY($2) GROUP BY h.name`, [id, names]);
  }
}

/** A tile that grows must have exactly the hashes that the growth begins behind. */
async function keepTiles(client: PoolClient, logId: number, growth: readonly TileGrowth[]): Promise<void> {
  const { rowCount } = await client.query(
    `INSERT INTO public.audited_tiles AS t
     SELECT $1, level, index, hashes FROM unnest($2::smallint[], $3::bigint[], $4::bytea[]) AS g (level, index, hashes)
     ON CONFLICT (log_id, level, index) DO UPDATE SET hashes = t.hashes || excluded.hashes`,
    [logId, growth.map(({ level }) => level), growth.map(({ index }) => index), growth.map(({ hashes }) => hashes)]);
  const { rows } = await client.query<{ whole: boolean }>(
    `SELECT bool_and(length(t.hashes) = g.bytes) AS whole FROM unnest($2::smallint[], $3::bigint[], $4::int[]) AS g (level, index, bytes)
     JOIN public.audited_tiles t ON t.log_id = $1 AND t.level = g.level AND t.index = g.index`,
    [logId, growth.map(({ level }) => level), growth.map(({ index }) => index), growth.map(({ from, hashes }) => from * HASH_BYTES + hashes.length)]);
  if (rowCount !== growth.length || (growth.length > 0 && rows[0]?.whole !== true)) throw new Error('Expected tiles to grow by what was read, but they do not fit');
}

async function keepEntries(client: PoolClient, logId: number, from: number, entries: readonly KeptEntry[]): Promise<void> {
  const column = <T>(pick: (entry: KeptEntry) => T): T[] => entries.map(pick);
  await client.query(
    'INSERT INTO public.audited_entries SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::bytea[], $5::bigint[], $6::text[], $7::bytea[])',
    [logId, entries.map((_, at) => from + at), column(({ row }) => row?.type ?? ''), column(({ row }) => (row?.dossier ? Buffer.from(row.dossier, 'hex') : null)),
      column(({ row }) => row?.dossierVersion ?? null), column(({ row }) => row?.cause ?? null), column(({ bytes }) => bytes)]);
}

function namesIn(entry: Buffer): string[] {
  try {
    const { stream, dossier } = JSON.parse(entry.toString()) as Readonly<{ stream?: unknown; dossier?: unknown }>;
    return [stream, dossier].filter((name) => typeof name === 'string');
  } catch {
    // What is no entry has moved no head.
    return [];
  }
}

function asLog({ id, origin, size, root, note, verified_at, walked, facts_from, heard_from, seen, reread }: LogRow): AuditedLog {
  return {
    id, origin, size: Number(size), root, note, verifiedAt: verified_at?.toISOString() ?? null, walked: Number(walked),
    factsFrom: Number(facts_from), heardFrom: Number(heard_from), seen, reread,
  };
}
