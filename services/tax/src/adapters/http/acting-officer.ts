import type { Clock, Requester } from '@lienthong/service-host';
import { commandEffects } from '@lienthong/service-host';
import type { ActingOfficer } from '../../use-cases/acting.js';

/** Who asks, as the use cases and the log know them. */
export function actingOfficer(requester: Requester, clock: Clock, expectedVersion: number | undefined): ActingOfficer {
  return {
    by: { id: requester.subject, name: requester.name, unit: requester.unit },
    actor: requester.actor(), at: clock.now(), expectedVersion,
    also: (body) => commandEffects({ status: 200, body }),
  };
}
