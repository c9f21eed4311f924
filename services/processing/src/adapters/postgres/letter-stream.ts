import { createCommandHandler, type EventStore } from '@lienthong/event-store';
import { commandEffects } from '@lienthong/service-host';
import { letterDecider } from '../../domain/letter.decider.js';
import type { LetterPorts } from '../../use-cases/letters.js';

/** Of one dossier, under its reference: a part of its proof, and destroyed with it. */
export function letterStream(store: EventStore): LetterPorts {
  const letters = createCommandHandler({ store, decider: letterDecider, category: 'letter' });
  return {
    load: async (code) => (await letters.state(code)).state,
    async issue(code, caseCode, command, actor) {
      const dossier = (await store.findDossier(caseCode)) ?? null;
      const handled = await letters.handle(code, command, { meta: { actor, at: command.at, dossier }, also: commandEffects() });
      return handled.kind === 'rejected' ? handled : { kind: 'accepted', version: handled.version, position: handled.position };
    },
  };
}
