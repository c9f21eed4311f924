import { cancelTimer, createCommandHandler, type EventStore } from '@lienthong/event-store';
import { instanceDecider } from '../../domain/instance.decider.js';
import { legalClockDecider } from '../../domain/legal-clock.decider.js';
import type { DossierPorts } from '../../use-cases/dossier-ports.js';
import { MailRows } from './mail-rows.js';
import type { PublishedProcedures } from './published-procedures.js';

/** A dossier's streams on this service's log. Folded states are cached and brought up to date by the handlers. */
export function dossierStreams(store: EventStore, procedures: PublishedProcedures): DossierPorts {
  const instances = createCommandHandler({ store, decider: instanceDecider, category: 'instance' });
  const clocks = createCommandHandler({ store, decider: legalClockDecider, category: 'clock' });
  return {
    loadInstance: (code) => instances.state(code),
    loadClock: (code) => clocks.state(code),
    recallInstance: (code) => instances.recall(code),
    recallClock: (code) => clocks.recall(code),
    learn: (code, { instance, clock }) => {
      instances.learn(code, instance);
      clocks.learn(code, clock);
    },
    findCompiled: (code, version) => procedures.findCompiled(code, version),
    findDefinition: async (code, version) => {
      const model = await procedures.findCompiled(code, version);
      return model?.processes[model.main];
    },
    findPublished: (process, tag) => procedures.findPublished(process, tag),
    findModel: (code, version) => procedures.findModel(code, version),
    mail: new MailRows(store.pool),
    store,
    cancelTimer,
  };
}
