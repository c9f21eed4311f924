import { setTimeout as pause } from 'node:timers/promises';
import { readPolicy } from '@lienthong/transparency-log';
import type { Policy } from '@lienthong/transparency-log';
import type { ConsumerOptions } from './consumer-options.js';
import { requestBatch } from './request-batch.js';
import { verifyBatch } from './verify-batch.js';
import type { Trust } from './verify-batch.js';

/** With doubling from 0.5 s: a service that restarts is back within two attempts, one that is down is asked twice a minute. */
const FIRST_BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;

/**
 * Pulls a feed and hands over facts in order, each batch verified: no hole, no repeat, every fact in the log that the authority has
 * signed and witnesses have cosigned, and that log an extension of the one seen before.
 */
export class FeedConsumer {
  readonly #policy: Policy | null;

  /** Throws where the policy cannot be read. */
  constructor(readonly options: ConsumerOptions) {
    const read = options.policy === false ? null : readPolicy(options.policy);
    if (read?.kind === 'refused') throw new Error(read.because);
    this.#policy = read?.policy ?? null;
  }

  /** Until `signal`; rejects with FeedDoubt where the feed cannot be believed, and with whatever `load` or `handle` reject with. */
  async run(signal: AbortSignal): Promise<void> {
    let state = await this.options.load();
    for (let failures = 0; !signal.aborted;) {
      const batch = await requestBatch(this.options, state, this.#policy !== null, signal).catch((error: unknown) => error as Error);
      if (batch instanceof Error) {
        if (signal.aborted) return;
        failures += 1;
        this.options.onRetry?.(batch, failures);
        await pause(Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS), undefined, { signal }).catch(() => undefined);
        continue;
      }
      failures = 0;
      const verified = verifyBatch(batch, state, this.#trust());
      // An empty batch moves nothing but the checkpoint, which is worth keeping only with facts: the proof of growth is as short from an older one.
      if (verified.facts.length > 0 || verified.state.after !== state.after) await this.options.handle(verified.facts, verified.state);
      state = verified.state;
    }
  }

  #trust(): Trust | null {
    return this.#policy === null ? null : { policy: this.#policy, origin: this.options.origin, now: Math.floor(Date.now() / 1_000) };
  }
}
