import { createHash } from 'node:crypto';
import { createCommandHandler, type CommandHandler, type EventStore } from '@lienthong/event-store';
import type { Fact } from '@lienthong/kernel';
import {
  decisionName, learnedDecision, type DecisionContent, type DecisionNameRejection, type DecisionNameTaken, type LearnDecision, type LearnDecisionRejection, type LearnedDecision, type TakeDecisionName, type TakenName,
} from './learned-decision.js';

/** Models and decisions of a country's procedures; what is not remembered is read. */
const MOST_REMEMBERED = 5_000;

/** `decision/<model id>` holds a model's versions, `decision-name/<decision id>` whose that is; the same at the publisher and at all who learn. */
export type DecisionStreams = Readonly<{
  models: CommandHandler<LearnDecision, LearnedDecision, Fact<string, DecisionContent>, LearnDecisionRejection>;
  names: CommandHandler<TakeDecisionName, TakenName, DecisionNameTaken, DecisionNameRejection>;
}>;

export const decisionStreams = (store: EventStore): DecisionStreams => ({
  models: createCommandHandler({ store, decider: learnedDecision, category: 'decision', cacheLimit: MOST_REMEMBERED }),
  names: createCommandHandler({ store, decider: decisionName, category: 'decision-name', cacheLimit: MOST_REMEMBERED }),
});

/** Everything that a version claims for its model: its decisions, and the namespace by which others import it. */
export const namesTakenBy = ({ decisions, namespace }: Pick<DecisionContent, 'decisions' | 'namespace'>): readonly string[] =>
  [...decisions.map(({ id }) => id), ...(namespace === '' ? [] : [nameOfNamespace(namespace)])];

/** No decision's id has a colon, and an address may be long. */
export const nameOfNamespace = (namespace: string): string => `namespace:${createHash('sha256').update(namespace).digest('hex')}`;
