import { cancelTimer, createCommandHandler, scheduleTimer, type EventStore } from '@lienthong/event-store';
import { instanceDecider } from '../../domain/instance.decider.js';
import { legalClockDecider } from '../../domain/legal-clock.decider.js';
import type { DossierPorts } from '../../use-cases/dossier-ports.js';
import type { PublishedProcedures } from './published-procedures.js';

/** A dossier's streams on this service's log. Folded states are cached and brought up to date by the handlers. */
export function dossierStreams(store: EventStore, procedures: PublishedProcedures): DossierPorts {
  const instances = createCommandHandler({ store, decider: instanceDecider, category: 'instance' });
  const clocks = createCommandHandler({ store, decider: legalClockDecider, category: 'clock' });
  return {
    loadInstance: (code) => instances.state(code),
    loadClock: (code) => clocks.state(code),
    findDefinition: (code, version) => procedures.findDefinition(code, version),
    findModel: (code, version) => procedures.findModel(code, version),
    store,
    scheduleTimer,
    cancelTimer,
  };
}
