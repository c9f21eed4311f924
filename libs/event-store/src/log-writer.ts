import type pg from 'pg';
import type { Pool } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { planBatch, rememberPlan } from './batch-plan.js';
import type { BatchPlan, Placement } from './batch-plan.js';
import type { SqlEffect } from './event.js';
import { joinEffects } from './joined-effects.js';
import { LogMemory } from './log-memory.js';
import { beginAtHead, correctMemory, fillMemory, insertPlan, readHead, wasCommitted } from './log-statements.js';
import type { Queryable } from './log-statements.js';
import type { SealedAppend } from './sealed-append.js';
import { EffectFailed } from './store-errors.js';
import type { EntryHandoff } from './tree/entry-handoff.js';
import { isOutcomeUnknown, isTransient } from './transient.js';
import { queryTogether, WriterConnection } from './writer-connection.js';

/** What became of one append of a batch. */
export type WriteResult = Placement | Readonly<{ kind: 'failed'; error: unknown }>;

/** About 250 bytes each; enough that the streams of a busy day are looked up once. */
const MEMORY_LIMIT = 100_000;
/** With doubling pauses about 3 s: a failover of the connection passes unnoticed, a longer outage is the caller's to know. */
const ATTEMPTS = 7;
const FIRST_PAUSE_MS = 25;
const UNIQUE_VIOLATION = '23505';

/** Writes batches of one process into the log, one at a time. Others may write too: the head decides. */
export class LogWriter {
  readonly memory = new LogMemory(MEMORY_LIMIT);
  /** Plans of the batch at hand whose outcome was lost with the connection. */
  #doubtful: BatchPlan[] = [];

  #forgetting = false;
  readonly #connection: WriterConnection;

  constructor(pool: Pool, readonly handoff: EntryHandoff) {
    this.#connection = new WriterConnection(pool);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  /** With the next batch: between the steps of one, the memory must stay what its plan was made on. */
  forgetSoon(): void {
    this.#forgetting = true;
  }

  /** Results in the order of `batch`. Never rejects: what fails, fails per append. */
  async write(batch: readonly SealedAppend[]): Promise<readonly WriteResult[]> {
    this.#doubtful = [];
    if (this.#forgetting) this.memory.forget();
    this.#forgetting = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(batch, attempt === 1);
      } catch (error) {
        const staleMemory = (error as { code?: unknown }).code === UNIQUE_VIOLATION && attempt === 1;
        if (isOutcomeUnknown(error)) this.#connection.drop();
        // Effects without an event leave no mark to look for: whether they happened is for the caller to find out.
        if (this.#doubtful.some(({ events }) => events.length === 0)) return failed(batch, error);
        if (isTransient(error) ? attempt === ATTEMPTS : !staleMemory) return this.#writeApart(batch, error);
        this.memory.forget();
        if (!staleMemory) await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
      }
    }
  }

  /** One append that cannot be stored must not take the others with it. */
  async #writeApart(batch: readonly SealedAppend[], error: unknown): Promise<readonly WriteResult[]> {
    if (batch.length === 1 || isTransient(error)) return failed(batch, error);
    const results: WriteResult[] = [];
    for (const append of batch) results.push(...(await this.write([append])));
    return results;
  }

  async #attempt(batch: readonly SealedAppend[], first: boolean): Promise<readonly Placement[]> {
    if (first && batch.every(({ effects }) => effects.length === 0)) {
      const placements = await this.#writeFenced(batch);
      if (placements !== undefined) return placements;
    }
    return this.#writeLocked(batch);
  }

  /** One statement, no lock held between round trips. Undefined when somebody else has written since. */
  async #writeFenced(batch: readonly SealedAppend[]): Promise<readonly Placement[] | undefined> {
    const { memory } = this;
    const client = await this.#connection.get();
    if (!memory.isExact) memory.moveHead(await readHead(client));
    await fillMemory(client, memory, batch);
    const plan = planBatch(batch, memory);
    const stood = plan.events.length === 0 ? (await readHead(client)).position === plan.from.position : await this.#insert(client, plan);
    if (stood) {
      this.#committed(plan);
      return plan.placements;
    }
    await correctMemory(client, memory, await readHead(client));
    return undefined;
  }

  /** Under the head's row lock: the memory is made exact, effects run first, and all of it is committed or nothing. */
  async #writeLocked(batch: readonly SealedAppend[]): Promise<readonly Placement[]> {
    const client = await this.#connection.get();
    try {
      const head = await beginAtHead(client);
      for (const doubtful of this.#doubtful) {
        if (!(await wasCommitted(client, doubtful))) continue;
        await client.query('ROLLBACK');
        this.handoff.placed(doubtful.events);
        return doubtful.placements;
      }
      if (head.position !== this.memory.head.position) await correctMemory(client, this.memory, head);
      await fillMemory(client, this.memory, batch);
      const plan = planBatch(batch, this.memory);
      await runEffects(client, joinEffects(batch.flatMap(({ effects }, index) => (plan.placements[index]?.kind === 'placed' ? effects : []))));
      if (plan.events.length > 0 && !(await this.#insert(client, plan))) throw new Error('Expected to insert under the lock of the head, but the fence fell');
      await this.#commit(client, plan);
      this.#committed(plan);
      return plan.placements;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => this.#connection.drop());
      throw error;
    }
  }

  #committed(plan: BatchPlan): void {
    rememberPlan(this.memory, plan);
    this.handoff.placed(plan.events);
  }

  #insert(client: Queryable, plan: BatchPlan): Promise<boolean> {
    const inserted = insertPlan(client, plan);
    // The statement is on its way: until its answer this process has nothing to do for those who wait.
    this.handoff.takeMany();
    return this.#inDoubt(plan, inserted);
  }

  #commit(client: Queryable, plan: BatchPlan): Promise<unknown> {
    return this.#inDoubt(plan, client.query('COMMIT'));
  }

  async #inDoubt<T>(plan: BatchPlan, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (isOutcomeUnknown(error)) this.#doubtful.push(plan);
      throw error;
    }
  }
}

/** In order; the first that changed too few rows is the one that is told of. */
async function runEffects(client: pg.Client, effects: readonly SqlEffect[]): Promise<void> {
  if (effects.length === 0) return;
  const answers = await queryTogether(client, effects.map(({ text, values }) => ({ text, values: [...values] })));
  for (const [index, { text, mustChange }] of effects.entries()) {
    const changed = answers[index]?.rowCount ?? 0;
    if (mustChange !== undefined && changed !== mustChange) throw new EffectFailed(text, mustChange, changed);
  }
}

function failed(batch: readonly SealedAppend[], error: unknown): readonly WriteResult[] {
  return batch.map(() => ({ kind: 'failed', error }));
}
