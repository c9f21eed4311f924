import { cancelTimer, createCommandHandler, type EventStore } from '@lienthong/event-store';
import { PublishedCalendars, PublishedDecisions } from '@lienthong/service-host';
import { instanceDecider } from '../../domain/instance.decider.js';
import { legalClockDecider } from '../../domain/legal-clock.decider.js';
import type { DossierPorts } from '../../use-cases/dossier-ports.js';
import { calledDecision } from './called-decision.js';
import { MailRows } from './mail-rows.js';
import type { PublishedProcedures } from './published-procedures.js';

/** Dossiers on the move at the highest rate measured, for some seconds; a state is some 10 kB, and one that is not remembered is read. */
const MOST_REMEMBERED = 4_000;

/** A dossier's streams on this service's log. Folded states are cached and brought up to date by the handlers. */
export function dossierStreams(store: EventStore, procedures: PublishedProcedures, calendars = new PublishedCalendars(store), decisions = new PublishedDecisions(store)): DossierPorts {
  const instances = createCommandHandler({ store, decider: instanceDecider, category: 'instance', cacheLimit: MOST_REMEMBERED });
  const clocks = createCommandHandler({ store, decider: legalClockDecider, category: 'clock', cacheLimit: MOST_REMEMBERED });
  return {
    loadInstance: (code) => instances.state(code),
    loadClock: (code) => clocks.state(code),
    recallInstance: (code) => instances.recall(code),
    recallClock: (code) => clocks.recall(code),
    beginInstance: (code) => instances.begin(code),
    beginClock: (code) => clocks.begin(code),
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
    findDecision: (decision, day) => calledDecision(decisions, decision, day),
    calendars: (reference) => calendars.knowing(reference),
    newestCalendars: (id) => calendars.newest(id),
    mail: new MailRows(store.pool),
    store,
    cancelTimer,
  };
}
