import { setTimeout as pause } from 'node:timers/promises';
import { emptyRange, entry, growTree, leafHash, rootOf } from '@lienthong/transparency-log';
import { Leases, LogTree } from '../index.js';
import type { EventStore } from '../index.js';
import { ORIGIN } from '../spec-log.js';
import type { SpecLog } from '../spec-log.js';

export const TTL_MS = 400;

/** A tree over a store, with leases that pass on quickly. Not started. */
export function treeOver(store: EventStore, ttlMs = TTL_MS): LogTree {
  return new LogTree({ store, leases: new Leases({ pool: store.pool, ttlMs }) });
}

export async function until(condition: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  for (const end = performance.now() + limitMs; !(await condition()) && performance.now() < end;) await pause(20);
  expect(await condition()).toBe(true);
}

/** Until the tree holds all of the log. */
export async function caughtUp(tree: LogTree): Promise<number> {
  await until(async () => (await tree.status()).behind === 0);
  return tree.size();
}

/** Every entry of the log, by another way than the tree's own: a plain select, member by member. */
export async function entriesOf(log: SpecLog): Promise<Buffer[]> {
  const rows = await log.query('SELECT * FROM log.events ORDER BY log_index') as {
    actor: string; occurred_at: Date; cause: string | null; commitment: Buffer; dossier: Buffer | null; dossier_version: number | null;
    log_index: string; schema: number; stream_category: string; stream_id: string; stream_version: number; type: string;
  }[];
  return rows.map((row) => entry({
    actor: row.actor, at: row.occurred_at.toISOString(), cause: row.cause, commitment: row.commitment.toString('hex'), dossier: row.dossier?.toString('hex') ?? null,
    dossierVersion: row.dossier_version, index: Number(row.log_index), log: ORIGIN, schema: row.schema, stream: `${row.stream_category}/${row.stream_id.replaceAll('-', '')}`,
    type: row.type, version: row.stream_version,
  }));
}

/** Root of the first `size` entries, from the entries alone. */
export function rootOfEntries(entries: readonly Buffer[], size = entries.length): Buffer {
  return rootOf(growTree(emptyRange, entries.slice(0, size).map(leafHash)).range);
}
