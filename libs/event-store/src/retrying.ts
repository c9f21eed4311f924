import { setTimeout as pause } from 'node:timers/promises';
import type { StoreLog } from './event.js';
import { isTransient } from './transient.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Tries again with growing pauses for as long as the failure is one of database or network, and `signal` allows it.
 * Nothing is given up here: the caller has not acknowledged what it works on, and must not.
 */
export async function retrying<T>(work: () => Promise<T>, signal: AbortSignal | undefined, log: StoreLog | undefined): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || signal?.aborted === true) throw error;
      log?.warn('Expected the database or the network to answer, but it failed; trying again', { because: String(error), pauseMs });
    }
    // Woken early by the signal, the loop ends at its head.
    await pause(pauseMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
}
