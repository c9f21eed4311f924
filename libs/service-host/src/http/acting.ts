import type { Actor, SqlEffect } from '@lienthong/event-store';
import type { Clock } from '../clock.js';
import type { Requester } from '../identity/requester.js';
import { commandEffects } from './command-scope.js';

/** Who acts and when, on the version they saw; `also` are the effects that go with an answer into the same transaction. */
export type Acting = Readonly<{ actor: Actor; at: string; expectedVersion: number | undefined; also(answer: object): readonly SqlEffect[] }>;

/** `by`: the person, as the office's own events name them. */
export type ActingOfficer = Acting & Readonly<{ by: Readonly<{ id: string; name: string; unit: string }> }>;

/** Who asks, as use cases and the log know them. `status`: of the answer that a repeat of the request gets. */
export function actingOfficer(requester: Requester, clock: Clock, expectedVersion: number | undefined, status = 200): ActingOfficer {
  return {
    by: { id: requester.subject, name: requester.name, unit: requester.unit },
    actor: requester.actor(), at: clock.now(), expectedVersion,
    also: (body) => commandEffects({ status, body }),
  };
}
