import { setTimeout as sleep } from 'node:timers/promises';
import { TransportError } from './transport.js';

const FIRST_MS = 200;
const LONGEST_MS = 5_000;
const FATAL_MS = 30_000;

/** How long to wait before attempt `attempt` (from 1), jittered so that replicas do not come back in step. */
export function backOffMs(attempt: number, error?: unknown): number {
  const full = error instanceof TransportError && error.kind === 'fatal' ? FATAL_MS : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
  return full * (0.75 + Math.random() / 4);
}

/** Resolves early, and never rejects, when the signal comes. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}
