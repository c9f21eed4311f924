import { entry, HASH_BYTES, TILE_WIDTH, writeBundle } from '@lienthong/transparency-log';
import type { Refusal, TileAt } from '@lienthong/transparency-log';
import type { StoreLog } from '../event.js';
import type { EventStore } from '../event-store.js';
import type { Lease, LeaseHandle, Leases } from '../leases.js';
import { readEntryRows, readEntryRowsAt } from './entry-rows.js';
import { readOpenings } from './openings.js';
import type { DossierOpenings } from './openings.js';
import { checkTail } from './tail-check.js';
import { TileReader } from './tile-reader.js';
import { readTreeSize } from './tile-rows.js';
import { sitOut, TreeBuilder } from './tree-builder.js';

export type LogTreeOptions = Readonly<{ store: EventStore; leases: Leases; log?: StoreLog }>;

/** `behind`: events that are in the log and not yet in the tree. `refusing`: why the tree does not grow until somebody has looked. */
export type TreeStatus = Readonly<{ size: number; behind: number; refusing: Refusal | null }>;

/**
 * The Merkle tree over a store's log (transparency-log.md §3). One replica at a time builds it, under the lease `tree`;
 * every replica can read it. Sizes and indexes are checked by nobody but the tree itself: what it does not reach is
 * undefined for `tile` and `bundle`, and an error for proofs.
 */
export class LogTree {
  readonly #reader: TileReader;
  readonly #listeners = new Set<(size: number) => void>();
  #handle: LeaseHandle | undefined;
  #refusal: Refusal | undefined;

  constructor(readonly options: LogTreeOptions) {
    this.#reader = new TileReader(options.store.pool);
  }

  start(): void {
    this.#handle ??= this.options.leases.hold('tree', (lease) => this.#build(lease));
  }

  /** Stores what has been hashed, and lets another replica build. Stop it before the store is closed. */
  async stop(): Promise<void> {
    await this.#handle?.stop();
    this.#handle = undefined;
  }

  /** In any replica: also one that does not build sees that the end of the log no longer is what the tree holds. */
  async status(): Promise<TreeStatus> {
    const { store } = this.options;
    const size = await this.size();
    const { position } = await store.head();
    const last = size === 0 ? undefined : await this.#reader.find({ level: 0, index: Math.floor((size - 1) / TILE_WIDTH), width: ((size - 1) % TILE_WIDTH) + 1 });
    const changed = last === undefined ? undefined : await checkTail(store.pool, store.options.origin, size, [last.subarray(-HASH_BYTES)]);
    return { size, behind: Math.max(0, position + 1 - size), refusing: this.#refusal ?? changed ?? null };
  }

  /** Calls back with the new size whenever this process has stored tiles. Keep it short. */
  onGrowth(listener: (size: number) => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** Leaves whose tiles are durable, whoever built them. */
  size(): Promise<number> {
    return readTreeSize(this.options.store.pool);
  }

  /** `width` hashes of 32 bytes: a stored tile that is wider begins with them. */
  tile(at: TileAt): Promise<Buffer | undefined> {
    return this.#reader.find(at);
  }

  /** The entries from `index` · 256 on, rendered from the rows as they were committed; undefined unless there are `width` of them. */
  async bundle(index: number, width: number): Promise<Buffer | undefined> {
    const { pool, options: { origin } } = this.options.store;
    const rows = await readEntryRows(pool, origin, index * TILE_WIDTH, Math.min(width, TILE_WIDTH));
    const isWhole = rows.length === width && rows.every((row, at) => row.index === index * TILE_WIDTH + at);
    return isWhole ? writeBundle(rows.map(entry)) : undefined;
  }

  root(size: number): Promise<Buffer> {
    return this.#reader.root(size);
  }

  /** Hashes from leaf to root; `index` < `size`. */
  inclusion(index: number, size: number): Promise<readonly Buffer[]> {
    return this.#reader.inclusion(index, size);
  }

  /** Entries with their paths, in the order of `indexes`, each < `size`; at most a page of facts. Throws where one is not there. */
  async proofs(indexes: readonly number[], size: number): Promise<readonly Readonly<{ entry: Buffer; path: readonly Buffer[] }>[]> {
    const { pool, options: { origin } } = this.options.store;
    const [rows, paths] = await Promise.all([readEntryRowsAt(pool, origin, indexes), this.#reader.inclusions(indexes, size)]);
    const byIndex = new Map(rows.map((row) => [row.index, row]));
    return indexes.map((index, at) => {
      const row = byIndex.get(index);
      if (row === undefined) throw new Error(`Expected to prove entry ${index}, but the log has no such row`);
      return { entry: entry(row), path: paths[at] ?? [] };
    });
  }

  consistency(oldSize: number, newSize: number): Promise<readonly Buffer[]> {
    return this.#reader.consistency(oldSize, newSize);
  }

  /** What opens the public entries of a dossier, for those who may know it: its code, salts and sealed texts. At most 10,000 events. */
  openings(ref: string): Promise<DossierOpenings> {
    return readOpenings(this.options.store.pool, ref);
  }

  async #build(lease: Lease): Promise<void> {
    this.#refusal = await TreeBuilder.run(this.options.store, lease, (size) => { for (const listener of this.#listeners) listener(size); });
    if (this.#refusal === undefined) return;
    this.options.log?.error('Expected the tree to grow, but the log is not what was hashed; it stands still until somebody has looked', this.#refusal);
    // The lease is kept: another replica would read the rewritten rows without having seen the old ones.
    await sitOut(lease);
  }
}
