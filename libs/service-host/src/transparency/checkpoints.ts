import { Wakeup, type Lease, type LeaseHandle, type Leases } from '@lienthong/event-store';
import { CheckpointTerm, type CheckpointParts } from './checkpoint-term.js';

/** Another replica may build the tree, and tells nobody: look at least this often. */
const LOOK_EVERY_MS = 1_000;
/** A round that failed (the database is away) is tried again after 1 s, then twice as long each time. */
const RETRY_MS = { first: 1_000, most: 30_000 } as const;

/**
 * Signs and publishes the checkpoints of this log, in one replica at a time (lease `checkpoint`): at once after a quiet time, at most once a
 * second while the log grows. Appends never wait for it.
 */
export class Checkpoints {
  #handle: LeaseHandle | undefined;

  constructor(readonly leases: Leases, readonly parts: CheckpointParts) {}

  start(): void {
    this.#handle ??= this.leases.hold('checkpoint', (lease) => this.#publish(lease));
  }

  /** Stop it before the tree and the store. */
  async stop(): Promise<void> {
    await this.#handle?.stop();
    this.#handle = undefined;
  }

  async #publish({ lost }: Lease): Promise<void> {
    const { tree, log } = this.parts;
    const news = new Wakeup();
    const stopListening = tree.onGrowth(() => news.wake());
    const term = new CheckpointTerm(this.parts);
    let retryMs = 0;
    try {
      while (!lost.aborted) {
        let hasMore = false;
        try {
          hasMore = await term.round(lost);
          retryMs = 0;
        } catch (error) {
          retryMs = Math.min(Math.max(retryMs * 2, RETRY_MS.first), RETRY_MS.most);
          if (!lost.aborted) log.warn({ error, retryMs }, 'could not publish a checkpoint; trying again');
        }
        if (hasMore) news.wake();
        await news.sleep(Math.max(LOOK_EVERY_MS, retryMs), Math.max(term.restMs, retryMs), lost);
      }
    } finally {
      stopListening();
    }
  }
}
