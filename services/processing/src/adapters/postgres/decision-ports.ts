import { appendTogether, createCommandHandler, type Actor, type EventStore, type StreamAppend } from '@lienthong/event-store';
import { commandEffects, decisionStreams, nameOfNamespace, namesTakenBy, type PublishedDecisions } from '@lienthong/service-host';
import { decisionImporters } from '../../domain/decision-importers.js';
import { contentKey, type DecisionModelContent } from '../../domain/decision-model.js';
import { decisionModelDecider, type PublishDecision } from '../../domain/decision-model.decider.js';
import type { DecisionPorts, DecisionRejection } from '../../use-cases/publish-decision.js';

/**
 * A model's versions are the events of one stream; the names of its decisions are streams of their own, so that no two models take one. Who
 * imports a namespace is a stream as well.
 */
export function decisionPorts(store: EventStore, published: PublishedDecisions): DecisionPorts {
  const models = createCommandHandler({ store, decider: decisionModelDecider, category: 'decision' });
  const importers = createCommandHandler({ store, decider: decisionImporters, category: 'decision-importers' });
  const { names } = decisionStreams(store);

  const prepare = async (command: PublishDecision): Promise<Readonly<{ kind: 'rejected'; rejection: DecisionRejection }> | Readonly<{ kind: 'prepared'; streams: readonly StreamAppend[]; version: number }>> => {
    const { data, at } = command;
    const model = await models.prepare(data.id, command);
    if (model.kind === 'rejected') return model;
    const streams: StreamAppend[] = [model.append];
    for (const name of namesTakenBy(data)) {
      const taken = await names.prepare(name, { type: 'TakeDecisionName', at, data: { name, model: data.id } });
      if (taken.kind === 'rejected') return taken;
      if (taken.append.events.length > 0) streams.push(taken.append);
    }
    for (const namespace of data.imports) {
      const known = await importers.prepare(nameOfNamespace(namespace), { type: 'ImportDecision', at, data: { model: data.id } });
      if (known.kind === 'accepted' && known.append.events.length > 0) streams.push(known.append);
    }
    return { kind: 'prepared', streams, version: model.state.versionByContent[contentKey(data)] ?? model.state.version };
  };

  return {
    published,
    async importersOf(namespace: string) {
      return (await importers.state(nameOfNamespace(namespace))).state;
    },
    async examplesOf(model: string, version: number) {
      const { events } = await store.load(`decision/${model}`, version - 1);
      return (events[0]?.data as DecisionModelContent | null | undefined)?.examples ?? '';
    },
    async isOwn(model: string) {
      const newest = (await store.load(`decision/${model}`)).events.at(-1);
      return newest !== undefined && newest.actorId !== null;
    },
    async foresee(command: PublishDecision) {
      const prepared = await prepare(command);
      return prepared.kind === 'rejected' ? prepared : { kind: 'accepted', isNew: (prepared.streams[0]?.events.length ?? 0) > 0, version: prepared.version };
    },
    async store(command: PublishDecision, actor: Actor) {
      const appended = await appendTogether<Readonly<{ isNew: boolean; version: number }>, DecisionRejection>(store, async () => {
        const prepared = await prepare(command);
        if (prepared.kind === 'rejected') return prepared;
        const isNew = (prepared.streams[0]?.events.length ?? 0) > 0;
        const request = { streams: isNew ? prepared.streams : prepared.streams.slice(0, 1), meta: { actor, at: command.at, dossier: null }, also: commandEffects() };
        return { kind: 'accepted', request, result: { isNew, version: prepared.version } };
      });
      return appended.kind === 'rejected' ? appended : { kind: 'accepted', ...appended.result, position: appended.position };
    },
  };
}
