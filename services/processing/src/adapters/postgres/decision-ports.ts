import { appendTogether, createCommandHandler, type Actor, type EventStore, type StreamAppend } from '@lienthong/event-store';
import { commandEffects, decisionStreams, namesTakenBy, type PublishedDecisions } from '@lienthong/service-host';
import { contentKey } from '../../domain/decision-model.js';
import { decisionModelDecider, type PublishDecision } from '../../domain/decision-model.decider.js';
import type { DecisionPorts, DecisionRejection } from '../../use-cases/publish-decision.js';

/** A model's versions are the events of one stream; the names of its decisions are streams of their own, so that no two models take one. */
export function decisionPorts(store: EventStore, published: PublishedDecisions): DecisionPorts {
  const models = createCommandHandler({ store, decider: decisionModelDecider, category: 'decision' });
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
    return { kind: 'prepared', streams, version: model.state.versionByContent[contentKey(data)] ?? model.state.version };
  };

  return {
    published,
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
