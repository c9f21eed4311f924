import { HASH_BYTES, leafHash, rangeFromTiles, refusals, refused, rootOf, TILE_WIDTH, tilesForRange } from '@lienthong/transparency-log';
import type { Refusal } from '@lienthong/transparency-log';
import { once } from 'node:events';
import type { PlacedEvent } from '../batch-plan.js';
import type { EventStore } from '../event-store.js';
import type { Lease } from '../leases.js';
import { EffectFailed } from '../store-errors.js';
import { inTransaction } from '../transaction.js';
import { Wakeup } from '../wakeup.js';
import { entryOf, readEntryRows } from './entry-rows.js';
import { GrowingTree } from './growing-tree.js';
import { SignedHead } from './signed-head.js';
import { checkTail, leavesOf } from './tail-check.js';
import { readTiles, readTreeSize, storeTiles } from './tile-rows.js';

/** Tiles are stored at most so often: below half of the second that is allowed, and less than three fsyncs beside thousands of appends. */
const QUIET_MS = 400;
/** Wakes may be lost; the builder looks by itself this often. */
const LONGEST_SLEEP_MS = 1_000;
/** About 10 ms of rendering and hashing before others have their turn again. */
const PAGE = 1_000;
/** Of leaves read from rows: half a megabyte a transaction. */
const STORE_AT = 16_384;
/** 3 MB with the tiles around them. Where so much waits, the database does not take tiles; rows keep what is dropped. */
const MAX_UNSTORED = 65_536;

type LoadedTree = Readonly<{ tree: GrowingTree; end: readonly Buffer[] }>;
type Leaves = Readonly<{ from: number; leaves: readonly Buffer[] }>;

/** Grows the tree under one lease, from what this process appends and what the rows tell of others. */
export class TreeBuilder {
  readonly tree: GrowingTree;
  readonly #origin: string;
  readonly #wakeup = new Wakeup();
  /** Handed over before the tree had come that far: others have appended in between. */
  #ahead: Leaves[] = [];
  #aheadCount = 0;
  /** The log's size at the last look. What had been committed by then and has not been handed over since was somebody else's. */
  #seen = 0;

  /** The last stored leaf; none for the empty tree. */
  #end: readonly Buffer[];

  private constructor(readonly store: EventStore, readonly lease: Lease, { tree, end }: LoadedTree, readonly stored: (size: number) => void) {
    this.#origin = store.options.origin;
    this.tree = tree;
    this.#end = end;
  }

  /** Works until the lease is lost. Resolves with the reason when it must not go on: the log no longer is what was hashed. */
  static async run(store: EventStore, lease: Lease, stored: (size: number) => void): Promise<Refusal | undefined> {
    const loaded = await loadTree(store);
    return 'tree' in loaded ? new TreeBuilder(store, lease, loaded, stored).#run() : loaded;
  }

  async #run(): Promise<Refusal | undefined> {
    const stopFollowing = this.store.handoff.follow((events) => this.#take(events));
    const stopListening = this.store.onCommit(() => this.#wakeup.wake());
    try {
      this.#seen = (await this.store.head()).position + 1;
      this.stored(this.tree.size);
      for (let more = true; more;) {
        // The turn after the loss still stores what was hashed, if nobody else has taken over: the next builder has less to read.
        more = !this.lease.lost.aborted;
        const refusal = await this.#turn();
        if (refusal !== undefined) return refusal;
        if (more) await this.#wakeup.sleep(this.tree.size < this.#seen ? QUIET_MS : LONGEST_SLEEP_MS, QUIET_MS, this.lease.lost);
      }
      return undefined;
    } finally {
      stopListening();
      stopFollowing();
    }
  }

  async #turn(): Promise<Refusal | undefined> {
    this.store.handoff.take();
    const size = (await this.store.head()).position + 1;
    const missing = this.#ahead.length > 0 || this.tree.size < this.#seen;
    this.#seen = size;
    return (missing ? await this.#readRows(size) : undefined) ?? this.#store();
  }

  /** Called while the writer waits for the database. */
  #take(events: readonly PlacedEvent[]): void {
    const from = events[0]?.index ?? 0;
    if (from + events.length <= this.tree.size || this.tree.unstored > MAX_UNSTORED) return;
    if (this.#aheadCount > MAX_UNSTORED) this.#forgetAhead();
    const leaves = events.map((event) => leafHash(entryOf(event, this.#origin)));
    this.#ahead.push({ from, leaves });
    this.#aheadCount += leaves.length;
    this.#catchUp();
  }

  /** Adds what was handed over as far as it follows without a gap; a batch may have been read from the rows in part. */
  #catchUp(): void {
    let used = 0;
    for (const { from, leaves } of this.#ahead) {
      if (from > this.tree.size) break;
      if (from + leaves.length > this.tree.size) this.tree.add(leaves.slice(this.tree.size - from));
      this.#aheadCount -= leaves.length;
      used += 1;
    }
    this.#ahead.splice(0, used);
  }

  #forgetAhead(): void {
    this.#ahead = [];
    this.#aheadCount = 0;
  }

  async #readRows(to: number): Promise<Refusal | undefined> {
    while (this.tree.size < to && !this.lease.lost.aborted) {
      const from = this.tree.size;
      const rows = await readEntryRows(this.store.pool, this.#origin, from, Math.min(PAGE, to - from));
      if (rows.length === 0) return refusals.entryForm(`${this.#origin}#${from}`, `the log has none and ends at ${to}`);
      const leaves = leavesOf(rows, this.#origin, from);
      if ('kind' in leaves) return leaves;
      // Meanwhile the writer may have handed over what closes the gap.
      if (from + leaves.length > this.tree.size) this.tree.add(leaves.slice(this.tree.size - from));
      this.#catchUp();
      const refusal = this.tree.unstored >= STORE_AT ? await this.#store() : undefined;
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  /** One transaction: still the owner, the log still ends in what was hashed, then the tiles. */
  async #store(): Promise<Refusal | undefined> {
    const { tree, lease } = this;
    const writes = tree.writes();
    const size = tree.size;
    const storedSize = size - tree.unstored;
    const last = writes.find(({ level, index }) => level === 0 && index === Math.floor((size - 1) / TILE_WIDTH))?.hashes.subarray(-HASH_BYTES);
    if (last === undefined) return undefined;
    const refusal = await inTransaction(this.store.pool, async (client) => {
      const { text, values, mustChange = 0 } = lease.fence();
      const { rowCount } = await client.query(text, [...values]);
      if (rowCount !== mustChange) throw new EffectFailed(text, mustChange, rowCount ?? 0);
      // The end of what is stored too: a log that was cut off there and has grown again ends in entries that were never hashed before.
      const changed = await checkTail(client, this.#origin, storedSize, this.#end) ?? await checkTail(client, this.#origin, size, [last]);
      if (changed !== undefined) return changed;
      const contradicted = await storeTiles(client, writes);
      return contradicted === undefined ? undefined
        : refused('SIGN_REFUSED', `Expected to grow tile ${contradicted.level}/${contradicted.index} of ${this.#origin} from ${contradicted.from} hashes, but others are stored there`);
    });
    if (refusal !== undefined) return refusal;
    tree.stored(size, writes);
    this.#end = [last];
    this.stored(size);
    return undefined;
  }
}

/** Waits out a lease under which nothing may be done any more. */
export async function sitOut({ lost }: Lease): Promise<void> {
  if (!lost.aborted) await once(lost, 'abort');
}

/** The tree as stored, compared with the rows beneath its last tile and with what was signed. */
async function loadTree({ pool, options: { origin } }: EventStore): Promise<LoadedTree | Refusal> {
  const size = await readTreeSize(pool);
  const wanted = tilesForRange(size);
  const last = size === 0 ? [] : [{ level: 0, index: Math.floor((size - 1) / TILE_WIDTH) }];
  const tiles = await readTiles(pool, [...wanted, ...last]);
  const hashesOf = (level: number, index: number): Buffer => tiles.find((tile) => tile.level === level && tile.index === index)?.hashes ?? Buffer.alloc(0);
  const broken = wanted.find(({ level, index, width }) => hashesOf(level, index).length !== width * HASH_BYTES);
  if (broken !== undefined) return refused('SIGN_REFUSED', `Expected tile ${broken.level}/${broken.index} of ${origin} to hold ${broken.width} hashes for size ${size}, but it holds ${hashesOf(broken.level, broken.index).length / HASH_BYTES}`);
  const range = rangeFromTiles(size, hashesOf);
  const tail = last.flatMap(({ level, index }) => hashesIn(hashesOf(level, index)));
  const changed = await checkTail(pool, origin, size, tail) ?? await checkSigned(pool, origin, size, rootOf(range));
  return changed ?? { tree: new GrowingTree(range, wanted.map(({ level, index }) => ({ level, index, hashes: hashesOf(level, index) }))), end: tail.slice(-1) };
}

/** Only where the tree is exactly what was signed last, as after every quiet moment; whoever signs compares the rest. */
async function checkSigned(pool: EventStore['pool'], origin: string, size: number, root: Buffer): Promise<Refusal | undefined> {
  const signed = await new SignedHead(pool).read();
  if (signed.size !== size || signed.root.equals(root)) return undefined;
  return refusals.signRefused(origin, size, signed.size);
}

function hashesIn(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}
