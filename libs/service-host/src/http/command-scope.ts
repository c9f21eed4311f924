import { AsyncLocalStorage } from 'node:async_hooks';
import type { SqlEffect } from '@lienthong/event-store';

/** What a repeat is answered with when the first answer was never stored, because the process died after the commit. */
export type EarlyAnswer = Readonly<{ status?: number; body?: unknown }>;

/** Carried beside a command's request: how to claim its Idempotency-Key in the transaction of its events. */
export type CommandScope = Readonly<{ claim(answer: EarlyAnswer): SqlEffect }>;

const scopes = new AsyncLocalStorage<CommandScope>();

export function withinCommand<T>(scope: CommandScope, work: () => T): T {
  return scopes.run(scope, work);
}

/**
 * Effects that every command adds to its append (`also`): they claim the request's Idempotency-Key in the same transaction as the
 * events, so that of two equal requests exactly one happens. Empty where the request has no key, and outside of a request.
 */
export function commandEffects(answer: EarlyAnswer = {}): readonly SqlEffect[] {
  const scope = scopes.getStore();
  return scope === undefined ? [] : [scope.claim(answer)];
}
