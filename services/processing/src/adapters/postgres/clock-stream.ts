import { createCommandHandler, type EventStore } from '@lienthong/event-store';
import { commandEffects } from '@lienthong/service-host';
import type { AmendmentRejection } from '../../domain/clock-amendment.js';
import { legalClockDecider } from '../../domain/legal-clock.decider.js';
import type { ClockPorts } from '../../use-cases/amend-clock.js';

/** The dossier's own clock stream, which runs of its procedure write as well: the version check decides who was first. */
export function clockStream(store: EventStore): ClockPorts {
  const clocks = createCommandHandler({ store, decider: legalClockDecider, category: 'clock' });
  return {
    async amend(caseCode, command, actor) {
      const dossier = (await store.findDossier(caseCode)) ?? null;
      const handled = await clocks.handle(command.data.code, command, { meta: { actor, at: command.at, dossier }, also: commandEffects() });
      // Only an amendment can be asked for here, so no other "no" comes back.
      return handled.kind === 'rejected' ? { kind: 'rejected', rejection: handled.rejection as AmendmentRejection } : { kind: 'accepted', version: handled.version, position: handled.position };
    },
  };
}
