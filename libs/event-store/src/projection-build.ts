import type { PoolClient } from 'pg';
import type { EventStore } from './event-store.js';
import type { Lease } from './leases.js';
import type { Projection, RebuildReport, TableComparison } from './projection.js';
import { applyEvents, checkFence, compareTables, createGeneration, dropGeneration, lockLive, lockProjection, readGenerations, showGeneration } from './projection-rows.js';
import type { Generation } from './projection-rows.js';
import { inTransaction } from './transaction.js';
import { isTransient } from './transient.js';

export type RebuildOptions = Readonly<{
  onProgress?: (position: number, head: number) => void;
  /** Keep the old generation when the new one differs from it: for a check that changes nothing. Default: switch. */
  onlyIfEqual?: boolean;
  /** Keep the old generation in any case: the new one is built to compare the two, and dropped. */
  onlyCompare?: boolean;
  /** Go on with nothing that was built before, and leave no other generation behind: after an erasure both hold what is erased. */
  fresh?: boolean;
}>;

const PAGE = 2_000;
/** So few events are applied under the lock of the live generation that it stands still for a moment only. */
const NEARLY = 500;
const SWITCH_ATTEMPTS = 20;
/** A reader is over within its statement's limit of 30 s; each attempt waits up to 5 s for it (dropGeneration). */
const DROP_ATTEMPTS = 10;

/**
 * Fills a new generation beside the live one, compares the two at the same position, and switches the readers over.
 * What an earlier run has built of the same version is gone on with.
 */
export async function buildGeneration(store: EventStore, projection: Projection, lease: Lease, options: RebuildOptions): Promise<RebuildReport> {
  const start = performance.now();
  if (options.fresh === true) await dropOthers(store, projection, 'building');
  let shadow = await beginOrResume(store, projection);
  const from = shadow.position;
  for (let attempt = 1; ;) {
    shadow = await catchUp(store, projection, shadow, lease, options);
    try {
      const done = await inTransaction(store.pool, (client) => finish(client, store, projection, shadow, lease, options));
      if (done === undefined) continue; // The live one ran ahead again.
      await tidy(store, projection);
      if (options.fresh === true) await dropOthers(store, projection, 'retired');
      return {
        projection: projection.name, generation: shadow.generation, position: done.position, events: done.position - from,
        durationMs: Math.round(performance.now() - start), tables: done.tables, switched: done.switched,
      };
    } catch (error) {
      if (!isTransient(error) || (attempt += 1) > SWITCH_ATTEMPTS) throw error;
      shadow = await beginOrResume(store, projection);
    }
  }
}

async function beginOrResume(store: EventStore, projection: Projection): Promise<Generation> {
  return inTransaction(store.pool, async (client) => {
    await lockProjection(client, projection.name);
    const begun = (await readGenerations(client, projection.name)).find(({ status, version }) => status === 'building' && version === projection.version);
    return begun ?? createGeneration(client, projection, 'building');
  });
}

/** Up to the live generation where both are made by the same code, so that they can be compared; else up to the head. */
async function catchUp(store: EventStore, projection: Projection, begun: Generation, lease: Lease, { onProgress }: RebuildOptions): Promise<Generation> {
  let shadow = begun;
  for (;;) {
    lease.lost.throwIfAborted();
    const live = (await readGenerations(store.pool, projection.name)).find(({ status }) => status === 'live');
    const target = live?.version === projection.version ? live.position : (await store.head()).position;
    onProgress?.(shadow.position, target);
    if (target - shadow.position <= NEARLY) return shadow;
    const events = (await store.read({ after: shadow.position, limit: PAGE })).filter(({ logIndex }) => logIndex <= target);
    if (!(await inTransaction(store.pool, (client) => applyEvents(client, projection, shadow, events, lease)))) throw displaced(shadow);
    shadow = { ...shadow, position: events.at(-1)?.logIndex ?? shadow.position };
  }
}

type Finished = Readonly<{ position: number; tables: readonly TableComparison[]; switched: boolean }>;

/** Undefined when the live generation has moved too far for the rest to be applied under its lock. */
async function finish(client: PoolClient, store: EventStore, projection: Projection, shadow: Generation, lease: Lease, { onlyIfEqual = false, onlyCompare = false }: RebuildOptions): Promise<Finished | undefined> {
  const live = await lockLive(client, projection.name);
  const target = Math.max(live?.position ?? -1, shadow.position);
  if (target - shadow.position > PAGE) return undefined;
  const events = (await store.read({ after: shadow.position, limit: PAGE })).filter(({ logIndex }) => logIndex <= target);
  if (!(await applyEvents(client, projection, shadow, events, lease))) throw displaced(shadow);
  await checkFence(client, lease);
  const tables = live === undefined || live.position !== target ? [] : await compareTables(client, projection, live, shadow);
  const switched = !onlyCompare && (!onlyIfEqual || tables.every(({ equal }) => equal));
  if (switched) await showGeneration(client, projection, shadow, live);
  else await client.query(`UPDATE log.projections SET status = 'retired' WHERE name = $1 AND generation = $2`, [shadow.name, shadow.generation]);
  return { position: target, tables, switched };
}

async function tidy(store: EventStore, { name, version }: Projection): Promise<void> {
  for (const generation of await readGenerations(store.pool, name)) {
    const unwanted = generation.status === 'retired' || (generation.status === 'building' && generation.version < version);
    if (unwanted) await inTransaction(store.pool, (client) => dropGeneration(client, generation)).catch(() => undefined);
  }
}

/** Unlike `tidy` it does not leave the rest to a later rebuild: rejects with what is in the way. */
async function dropOthers(store: EventStore, { name }: Projection, status: Generation['status']): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const others = (await readGenerations(store.pool, name)).filter((generation) => generation.status === status);
    if (others.length === 0) return;
    try {
      for (const other of others) await inTransaction(store.pool, (client) => dropGeneration(client, other));
    } catch (error) {
      if (!isTransient(error) || attempt === DROP_ATTEMPTS) throw error;
    }
  }
}

function displaced({ name, generation }: Generation): Error {
  return new Error(`Expected to build generation ${generation} of projection ${name}, but it is not where this process left it`);
}
