import assert from 'node:assert/strict';
import type { Decider } from '@lienthong/kernel';

/** Freezes every level; refuses a Map or Set, since those stay writable when frozen. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  assert.ok(!(value instanceof Map) && !(value instanceof Set), 'domain state must be plain data: a Map or Set cannot be frozen');
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** `given(events).when(command).then(events) | .thenRejected(code) | .thenNothing()`. Inputs are frozen, events compared exactly. */
export function specFor<C, S, E, R extends { code: string }>(decider: Decider<C, S, E, R>) {
  const fold = (past: readonly E[]): S =>
    past.reduce<S>((state, event) => deepFreeze(decider.evolve(state, deepFreeze(event))), deepFreeze(decider.initial));
  return {
    given: (...past: readonly E[]) => ({
      when: (command: C) => {
        const decision = decider.decide(deepFreeze(command), fold(past));
        return {
          then: (...expected: readonly E[]) => assert.deepEqual(decision, { kind: 'accepted', events: expected }),
          thenNothing: () => assert.deepEqual(decision, { kind: 'accepted', events: [] }),
          thenRejected: (code: R['code']) => {
            assert.equal(decision.kind, 'rejected', `expected a refusal ${code}, got ${JSON.stringify(decision)}`);
            assert.equal(decision.kind === 'rejected' && decision.rejection.code, code);
          },
        };
      },
    }),
  };
}
