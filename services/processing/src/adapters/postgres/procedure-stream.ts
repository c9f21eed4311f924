import { createCommandHandler, type EventStore } from '@lienthong/event-store';
import { commandEffects, PublishedCalendars, PublishedDecisions } from '@lienthong/service-host';
import { procedureDecider } from '../../domain/procedure.decider.js';
import type { ProcedurePorts } from '../../use-cases/publish-procedure.js';

/** A procedure's versions are the events of one stream: its version is the procedure's. */
export function procedureStream(store: EventStore, calendars = new PublishedCalendars(store), decisions = new PublishedDecisions(store)): ProcedurePorts {
  const procedures = createCommandHandler({ store, decider: procedureDecider, category: 'procedure' });
  return {
    isDecisionInForce: async (decision, day) => (await decisions.decisionInForce(decision, day)) !== undefined,
    newestCalendars: (id) => calendars.newest(id),
    async isOwn(code) {
      const newest = (await store.load(`procedure/${code}`)).events.at(-1);
      return newest !== undefined && newest.actorId !== null;
    },
    async foresee(code, command) {
      const { state: { version: before } } = await procedures.state(code);
      const prepared = await procedures.prepare(code, command);
      if (prepared.kind === 'rejected') return { kind: 'rejected', rejection: prepared.rejection };
      return { kind: 'accepted', isNew: prepared.append.events.length > 0, version: prepared.state.versionBySha256[command.data.modelSha256] ?? before + 1, before };
    },
    async store(code, command, actor) {
      const handled = await procedures.handle(code, command, { meta: { actor, at: command.at, dossier: null }, also: commandEffects() });
      if (handled.kind === 'rejected') return handled;
      const { state } = await procedures.state(code);
      const version = state.versionBySha256[command.data.modelSha256] ?? handled.version;
      return { kind: 'accepted', isNew: handled.events.length > 0, version, position: handled.position };
    },
  };
}
