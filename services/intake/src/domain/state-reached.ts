import type { DossierEvent } from './dossier.js';
import type { NationalState } from './national-states.js';

/** The national state that an event leaves a dossier in, and since when; undefined where it moves none. The state may be the one it was in before. */
export function stateReached(event: DossierEvent): Readonly<{ state: NationalState; at: string }> | undefined {
  switch (event.type) {
    case 'DossierSubmitted': return { state: 1, at: event.data.submittedAt };
    case 'DossierAccepted': return { state: 2, at: event.data.receivedAt };
    case 'SupplementRequested': return { state: event.data.state, at: event.data.requestedAt };
    case 'DossierSupplemented': return { state: event.data.state, at: event.data.supplementedAt };
    case 'DossierRefused': return { state: event.data.state, at: event.data.refusedAt };
    case 'DossierWithdrawn': return { state: event.data.state, at: event.data.withdrawnAt };
    case 'DossierStopped': return { state: event.data.state, at: event.data.stoppedAt };
    case 'StateFollowed': return { state: event.data.state, at: event.data.followedAt };
    case 'ResultDecided': return { state: event.data.state, at: event.data.decidedAt };
    case 'ResultReturned': return { state: event.data.state, at: event.data.returnedAt };
    default: return undefined;
  }
}
