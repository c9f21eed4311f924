import { setTimeout as pause } from 'node:timers/promises';
import { appendTogether, Erasures, type ExecutedErasure, type Lease, type LeaseHandle } from '@lienthong/event-store';
import { clearHeardRecords, RelayCheckpoints, topicOf, type KafkaSettings } from '@lienthong/messaging';
import type { INestApplicationContext } from '@nestjs/common';
import { vietnamTime, type Clock } from '../clock.js';
import type { Log } from '../log.js';
import type { LogSide } from '../log-side.js';
import type { ServiceDefinition } from '../service-definition.js';
import type { ErasureReport } from './erasure-steps.js';

export type KeeperParts = Readonly<{
  definition: Pick<ServiceDefinition, 'name' | 'projections' | 'erasure'>; side: LogSide; app: Pick<INestApplicationContext, 'get'>; clock: Clock; log: Log;
  /** Null where facts go over the feed, which renders an erased fact as such by itself. */
  kafka: KafkaSettings | null;
  lookEveryMs?: number;
}>;

/** The eraser looks about as often; nobody waits for it at a screen. */
const LOOK_EVERY_MS = 2_000;
/** A failed settling is tried again after so long: a rebuild is not to be had for nothing. */
const AGAIN_AFTER_MS = 10_000;
/** How long to wait for consumers of the topic. One that is away longer finds its facts, erased ones as such, until they are past their retention. */
const PATIENCE_MS = 300_000;
const ASK_GROUPS_MS = 1_000;
/** What is under way goes on from its beginning after a restart. */
const STOP_WITHIN_MS = 2_000;

/**
 * Clears in the running service what it derived from events that the eraser has emptied: caches in every replica; read models, files and
 * records on the broker in one of them. Then reports it, in an append that marks the order as settled.
 */
export class ErasureKeeper {
  readonly #erasures: Erasures;
  readonly #lookEveryMs: number;
  #handle: LeaseHandle | undefined;
  #watching: NodeJS.Timeout | undefined;
  #forgotten: string | null | undefined;

  constructor(private readonly parts: KeeperParts) {
    this.#erasures = new Erasures(parts.side.pool);
    this.#lookEveryMs = parts.lookEveryMs ?? LOOK_EVERY_MS;
  }

  start(): void {
    this.#watching = setInterval(() => void this.#forgetWhatIsErased(), this.#lookEveryMs);
    this.#watching.unref();
    this.#handle = this.parts.side.leases.hold('erasure', (lease) => this.#run(lease));
  }

  async stop(): Promise<void> {
    clearInterval(this.#watching);
    await Promise.race([this.#handle?.stop(), pause(STOP_WITHIN_MS, undefined, { ref: false })]);
  }

  async #forgetWhatIsErased(): Promise<void> {
    try {
      const newest = await this.#erasures.newestExecution();
      if (this.#forgotten !== undefined && newest !== this.#forgotten) this.parts.side.store.forget();
      this.#forgotten = newest;
    } catch (error) {
      this.parts.log.warn({ error }, 'could not look for erasures; looking again');
    }
  }

  async #run(lease: Lease): Promise<void> {
    while (!lease.lost.aborted) {
      let waitMs = this.#lookEveryMs;
      try {
        const executed = await this.#erasures.unsettled();
        if (executed.length > 0) await this.#settle(executed, lease);
      } catch (error) {
        if (lease.lost.aborted) return;
        this.parts.log.error({ error }, 'could not clear what is erased; trying again');
        waitMs = AGAIN_AFTER_MS;
      }
      await pause(waitMs, undefined, { signal: lease.lost }).catch(() => undefined);
    }
  }

  async #settle(executed: readonly ExecutedErasure[], lease: Lease): Promise<void> {
    // What came in while it was erased is for the eraser's next round; read models filled now would hold it.
    const leftOver = new Set(await this.#erasures.leftOver(executed.map(({ ref }) => ref)));
    const ready = executed.filter(({ ref }) => !leftOver.has(ref));
    if (ready.length === 0) return;
    const { side, definition, app, log } = this.parts;
    side.store.forget();
    for (const { name, version } of definition.projections) {
      lease.lost.throwIfAborted();
      const live = (await side.projections.status()).find((status) => status.name === name)?.version ?? version;
      // While replicas are replaced the newer code has the projection; it holds this lease too before long.
      if (live > version) throw new Error(`Expected to fill projection ${name} anew, but a newer release has taken it over`);
      await side.projections.rebuild(name, { fresh: true });
    }
    const recordsUntil = await this.#clearTopic(lease);
    for (const order of ready) {
      lease.lost.throwIfAborted();
      const { files } = await definition.erasure?.clear?.(order, app) ?? { files: 0 };
      await this.#report(order, files, recordsUntil);
    }
    log.info({ dossiers: ready.length, recordsUntil }, 'cleared what is erased');
  }

  /** Empty, or until when records that others have not read are left. Everything read before the erasure is on the topic first. */
  async #clearTopic(lease: Lease): Promise<string> {
    const { kafka, side, definition } = this.parts;
    if (kafka === null) return '';
    const topic = topicOf(definition.name);
    const { factNumber } = await side.store.head();
    const checkpoints = new RelayCheckpoints(side.pool);
    while (await checkpoints.read(topic) < factNumber) {
      lease.lost.throwIfAborted();
      await pause(ASK_GROUPS_MS, undefined, { signal: lease.lost });
    }
    const cleared = await clearHeardRecords(kafka, topic, { patienceMs: PATIENCE_MS, everyMs: ASK_GROUPS_MS, signal: lease.lost, now: Date.now });
    lease.lost.throwIfAborted();
    if (cleared.kind === 'cleared') return '';
    this.parts.log.warn({ ...cleared }, 'left records on the broker to their retention: a reader has not read them');
    return cleared.until;
  }

  async #report({ ref, list, executedAt, events, kept }: ExecutedErasure, files: number, recordsUntil: string): Promise<void> {
    const { side, definition, app, clock } = this.parts;
    const report: ErasureReport = { ref, list, agency: definition.name, events, kept, files, erasedAt: vietnamTime(Date.parse(executedAt)), keptByLaw: await this.#erasures.keptCategories(ref), recordsUntil };
    await appendTogether(side.store, async () => {
      const at = clock.now();
      const also = await definition.erasure?.reported?.(report, app, at) ?? [];
      return {
        kind: 'accepted', result: undefined,
        request: {
          // About the erasure and not about the dossier: no entry gets a reference after the dossier's own have ended.
          streams: [{ stream: `erasure/${ref}`, expected: 'any', events: [{ type: 'DossierErased', data: report }] }, ...also],
          meta: { actor: { role: 'service', name: definition.name }, at, dossier: null }, also: [this.#erasures.settle(ref)],
        },
      };
    });
  }
}
