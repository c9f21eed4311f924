import type { EventStore } from './event-store.js';
import { Leases } from './leases.js';
import type { Lease, LeaseHandle } from './leases.js';
import type { Projection, ProjectionStatus, RebuildReport } from './projection.js';
import { buildGeneration } from './projection-build.js';
import type { RebuildOptions } from './projection-build.js';
import { applyEvents, createGeneration, fingerprintLive, lockProjection, readGenerations, showGeneration } from './projection-rows.js';
import type { Generation, TableFingerprint } from './projection-rows.js';
import { inTransaction } from './transaction.js';
import { Wakeup } from './wakeup.js';

/** Bounds a transaction of the live loop; what waits longer is taken by the next. */
const PAGE = 500;
/** Wakes may be lost; a projection looks by itself this often. */
const LONGEST_SLEEP_MS = 1_000;
/** Where nobody waits, what comes within this time is applied together: a commit each for a hundred dossiers a second is most of what a read model costs. */
const GATHER_MS = 20;
/** How soon a replica that does not own a projection sees that it has moved. */
const POLL_MS = 20;

/** Keeps read models up to date, each in one replica at a time, and tells readers how far they are. */
export class Projections {
  readonly #leases: Leases;
  readonly #handles: LeaseHandle[] = [];
  readonly #wakeups = new Map<string, Wakeup>();
  /** Ends the gathering: somebody waits. */
  readonly #hurries = new Map<string, Wakeup>();
  readonly #reached = new Map<string, number>();
  readonly #failures = new Map<string, string>();
  readonly #waiters = new Set<() => void>();
  readonly #listeners = new Map<string, Set<() => void>>();
  #unsubscribe: (() => void) | undefined;

  constructor(readonly store: EventStore, readonly projections: readonly Projection[], leases?: Leases) {
    this.#leases = leases ?? new Leases({ pool: store.pool, ...(store.options.log === undefined ? {} : { log: store.options.log }) });
  }

  /** Resolves when every view exists, so that readers may come; filling and following go on by themselves. */
  async start(): Promise<void> {
    for (const projection of this.projections) await this.#ensureLive(projection);
    for (const projection of this.projections) {
      this.#wakeups.set(projection.name, new Wakeup());
      this.#hurries.set(projection.name, new Wakeup());
      // The version is part of the name: while replicas are being replaced, old code keeps the old generation moving.
      this.#handles.push(this.#leases.hold(`projection/${projection.name}@${projection.version}`, (lease) => this.#run(projection, lease)));
    }
    this.#unsubscribe = this.store.onCommit(() => { for (const wakeup of this.#wakeups.values()) wakeup.wake(); });
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await Promise.all(this.#handles.splice(0).map((handle) => handle.stop()));
  }

  /** False when the projection has not reached `position` within `timeoutMs`. */
  async waitFor(projection: string, position: number, timeoutMs: number): Promise<boolean> {
    for (const end = performance.now() + timeoutMs; ;) {
      if ((this.#reached.get(projection) ?? -1) >= position) return true;
      const live = (await readGenerations(this.store.pool, projection)).find(({ status }) => status === 'live');
      this.#moved(projection, live?.position ?? -1);
      this.#hurries.get(projection)?.wake();
      const restMs = end - performance.now();
      if ((this.#reached.get(projection) ?? -1) < position && restMs <= 0) return false;
      if ((this.#reached.get(projection) ?? -1) < position) await this.#progress(Math.min(restMs, POLL_MS));
    }
  }

  /** Calls back when this process sees that the projection has moved: at once where it applies the events itself. Keep it short. */
  onMoved(projection: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(projection) ?? new Set();
    this.#listeners.set(projection, listeners.add(listener));
    return () => { listeners.delete(listener); };
  }

  /** Builds the projection anew beside the live one, compares, switches. Readers notice nothing but the result. */
  async rebuild(name: string, options: RebuildOptions = {}): Promise<RebuildReport> {
    const projection = this.projections.find((each) => each.name === name);
    if (projection === undefined) throw new Error(`Expected to rebuild projection ${name}, but there is none of that name`);
    return new Promise((resolve, reject) => {
      const handle = this.#leases.hold(`projection/${name}/rebuild`, async (lease) => {
        await buildGeneration(this.store, projection, lease, options).then(resolve, reject);
        void handle.stop();
      });
    });
  }

  /** What the tables of a projection hold, as one moment saw them. */
  async fingerprint(name: string): Promise<Readonly<{ generation: Generation; tables: readonly TableFingerprint[] }> | undefined> {
    const projection = this.projections.find((each) => each.name === name);
    if (projection === undefined) return undefined;
    return inTransaction(this.store.pool, async (client) => {
      await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return fingerprintLive(client, projection);
    });
  }

  async status(): Promise<ProjectionStatus[]> {
    const { position: head } = await this.store.head();
    return Promise.all(this.projections.map(async ({ name, version }) => {
      const generations = await readGenerations(this.store.pool, name);
      const live = generations.find(({ status }) => status === 'live');
      const position = live?.position ?? -1;
      return {
        name, version: live?.version ?? version, generation: live?.generation ?? null, position, behind: head - position,
        building: generations.find(({ status }) => status === 'building')?.generation ?? null, failure: this.#failures.get(name) ?? null,
      };
    }));
  }

  async #ensureLive(projection: Projection): Promise<void> {
    await inTransaction(this.store.pool, async (client) => {
      await lockProjection(client, projection.name);
      if ((await readGenerations(client, projection.name)).some(({ status }) => status === 'live')) return;
      await showGeneration(client, projection, await createGeneration(client, projection, 'live'), undefined);
    });
  }

  async #run(projection: Projection, lease: Lease): Promise<void> {
    try {
      while (!lease.lost.aborted) {
        const live = (await readGenerations(this.store.pool, projection.name)).find(({ status }) => status === 'live');
        if (live !== undefined && live.version < projection.version) await buildGeneration(this.store, projection, lease, {});
        else if (live?.version === projection.version) await this.#follow(projection, live, lease);
        else await this.#sleep(projection, lease); // Newer code has taken over.
      }
    } catch (error) {
      if (!lease.lost.aborted) this.#failures.set(projection.name, String(error));
      throw error;
    }
  }

  /** Until the lease is lost or another generation has gone live. */
  async #follow(projection: Projection, live: Generation, lease: Lease): Promise<void> {
    for (let at = live; !lease.lost.aborted;) {
      this.#moved(projection.name, at.position);
      const events = await this.store.follow({ after: at.position, limit: PAGE });
      if (events.length === 0) {
        this.#failures.delete(projection.name);
        await this.#sleep(projection, lease);
        continue;
      }
      const applied = await inTransaction(this.store.pool, (client) => applyEvents(client, projection, at, events, lease), 'derived');
      if (!applied) return;
      at = { ...at, position: events.at(-1)?.logIndex ?? at.position };
      this.#moved(projection.name, at.position);
      if (events.length < PAGE && !this.#listeners.has(projection.name)) await this.#hurries.get(projection.name)?.sleep(GATHER_MS, 0, lease.lost);
    }
  }

  async #sleep({ name }: Projection, lease: Lease): Promise<void> {
    await this.#wakeups.get(name)?.sleep(LONGEST_SLEEP_MS, 0, lease.lost);
  }

  #moved(name: string, position: number): void {
    if (position <= (this.#reached.get(name) ?? -1)) return;
    this.#reached.set(name, position);
    for (const waiter of this.#waiters) waiter();
    for (const listener of this.#listeners.get(name) ?? []) listener();
  }

  #progress(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#waiters.add(done);
    });
  }
}
