import pg from 'pg';
import type { Pool } from 'pg';
import { randomUUID } from 'node:crypto';
import type { StoreLog } from './event.js';

const CHANNEL = 'lienthong_commit';
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;
/** At 1,500 batches a second a NOTIFY for each would cost a tenth of the rate; nobody notices 5 ms on top of a hop. */
const QUIET_MS = 5;
/** How often to look whether there is anybody else to tell. Who has just come looks at the log by itself first. */
const CENSUS_MS = 1_000;
/** By this name replicas find one another among the sessions of their role. */
const APPLICATION = 'lienthong follows the log';

/**
 * Wakes those who follow the log: this process at once, other replicas by NOTIFY after the commit, on a connection of
 * its own, since a NOTIFY inside the append's transaction halves its rate. Where nobody else listens there is none at all: even
 * beside the append it costs up to a third, since it writes WAL that the next append's flush has to wait for. A wake may be lost with
 * its connection: after reconnecting everyone is woken, and followers look by themselves now and then.
 */
export class CommitSignal {
  readonly #listeners = new Set<() => void>();
  readonly #self = randomUUID();
  #client: pg.Client | undefined;
  #closed = false;
  #told = true;
  #telling = false;
  #others = true;
  #countedAt = -Infinity;
  #pauseMs = FIRST_PAUSE_MS;
  #retry: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;

  constructor(readonly pool: Pool, readonly log: StoreLog | undefined) {}

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#connect();
    return () => { this.#listeners.delete(listener); };
  }

  /** Called after every commit of this process. The first is told at once, those shortly after it together. */
  committed(): void {
    this.#wake();
    this.#told = false;
    this.#connect();
    if (this.#quiet !== undefined) return;
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined;
      void this.#tell();
    }, QUIET_MS);
    void this.#tell();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#quiet);
    this.#listeners.clear();
    await this.#client?.end().catch(() => undefined);
  }

  #wake(): void {
    for (const listener of this.#listeners) listener();
  }

  async #tell(): Promise<void> {
    const client = this.#client;
    if (this.#telling || client === undefined) return;
    this.#telling = true;
    try {
      while (!this.#told && client === this.#client) {
        this.#told = true;
        if (await this.#othersListen(client)) await client.query('SELECT pg_notify($1, $2)', [CHANNEL, this.#self]);
      }
    } catch {
      this.#told = false; // told again after the reconnect that the broken connection leads to
    } finally {
      this.#telling = false;
    }
  }

  async #othersListen(client: pg.Client): Promise<boolean> {
    if (performance.now() - this.#countedAt > CENSUS_MS) {
      this.#countedAt = performance.now();
      const { rowCount } = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 AND pid <> pg_backend_pid() LIMIT 1', [APPLICATION]);
      this.#others = rowCount !== 0;
    }
    return this.#others;
  }

  #connect(): void {
    if (this.#client !== undefined || this.#closed || this.#retry !== undefined) return;
    const client = new pg.Client(this.pool.options);
    this.#client = client;
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => { if (payload !== this.#self) this.#wake(); });
    client.connect()
      // A wake needs no fsync: nothing is lost with it that the next one does not bring.
      .then(() => client.query(`SET synchronous_commit = off; SET application_name = '${APPLICATION}'; LISTEN ${CHANNEL}`))
      .then(() => {
        this.#pauseMs = FIRST_PAUSE_MS;
        this.#wake();
        return this.#tell();
      })
      .catch((error: Error) => {
        this.log?.warn('Expected to listen for commits of other replicas, but the connection failed', { because: error.message });
        this.#lost(client);
      });
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client || this.#closed) return;
    this.#client = undefined;
    client.end().catch(() => undefined);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#connect();
    }, this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
