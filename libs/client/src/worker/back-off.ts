import { setTimeout as pause } from 'node:timers/promises';

/** With doubling from 0.25 s: a service that restarts is back within a few attempts, one that is down is asked four times a minute. */
const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/** `chance` from 0 to 1: workers that lost the same service must not come back in the same instant. */
export function backOffMs(failures: number, chance: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10)) * (0.5 + chance / 2);
}

/** Resolves early, and without complaint, when `signal` is aborted. */
export async function backOff(failures: number, signal: AbortSignal): Promise<void> {
  await pause(backOffMs(failures, Math.random()), undefined, { signal }).catch(() => undefined);
}
