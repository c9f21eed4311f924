import { accepted, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { contentKey, evolveDecisionModel, noDecisionModel, type DecisionModelContent, type DecisionModelEvent, type DecisionModelState } from './decision-model.js';

// Commands

export type PublishDecision = Command<'PublishDecision', DecisionModelContent>;

// Rejections

export type DecisionModelRejection = Rejection<'EFFECTIVE_BEFORE_PREVIOUS'>;

// Decide

/** Versions are numbered from 1 and never change. What is a version already, the newest or an older one, does not become another. */
export const decisionModelDecider: Decider<PublishDecision, DecisionModelState, DecisionModelEvent, DecisionModelRejection> = {
  initial: noDecisionModel,
  decide({ data, at }, state): Decision<DecisionModelEvent, DecisionModelRejection> {
    if (state.versionByContent[contentKey(data)] !== undefined) return accepted();
    if (data.effectiveFrom < state.effectiveFrom) {
      return rejected('EFFECTIVE_BEFORE_PREVIOUS', `Expected to publish decision model ${data.id} from ${data.effectiveFrom}, but version ${state.version} is in force from ${state.effectiveFrom}`);
    }
    return accepted({ type: 'DecisionPublished', data: { ...data, version: state.version + 1, publishedAt: at } });
  },
  evolve: evolveDecisionModel,
};
