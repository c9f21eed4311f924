import { accepted, rejected, type Command, type Decider, type Fact, type Rejection } from '@lienthong/kernel';

/** A published version of a model of decisions, as everybody keeps it who evaluates it. `model` is the DMN file as it was published. */
export type DecisionContent = Readonly<{
  /** The id of the file's definitions. */
  id: string;
  version: number;
  name: Readonly<{ vi: string; en: string }>;
  /** YYYY-MM-DD */
  effectiveFrom: string;
  decisions: readonly Readonly<{ id: string; name: string }>[];
  namespace: string;
  /** Namespaces of the models that it imports. */
  imports: readonly string[];
  modelSha256: string;
  model: string;
}>;
export type DecisionVersion = Omit<DecisionContent, 'model'>;

// Events

export type DecisionLearned = Fact<'DecisionLearned', DecisionContent>;
/** A decision id or a namespace belongs to one model for ever: who asks for it must never get another's answer. */
export type DecisionNameTaken = Fact<'DecisionNameTaken', { model: string }>;

// State

/** All versions ever published, without their texts: what was received on a day is decided by what was in force then. */
export type LearnedDecision = Readonly<{ versions: readonly DecisionVersion[] }>;
export type TakenName = Readonly<{ model: string | null }>;

// Commands

export type LearnDecision = Command<'LearnDecision', DecisionContent>;
export type TakeDecisionName = Command<'TakeDecisionName', { name: string; model: string }>;

// Rejections

export type LearnDecisionRejection = Rejection<'VERSION_ALTERED'>;
export type DecisionNameRejection = Rejection<'DECISION_TAKEN'>;

// Decide

/** A version is immutable: hearing it twice adds nothing, hearing it changed is a fault of the sender that a person must see. */
export const learnedDecision: Decider<LearnDecision, LearnedDecision, Fact<string, DecisionContent>, LearnDecisionRejection> = {
  initial: { versions: [] },
  decide({ data }, { versions }) {
    const known = versions.find(({ version }) => version === data.version);
    if (known === undefined) return accepted({ type: 'DecisionLearned', data });
    if (known.modelSha256 === data.modelSha256 && known.effectiveFrom === data.effectiveFrom) return accepted();
    return rejected('VERSION_ALTERED', `Expected to learn decision model ${data.id} version ${data.version}, but that version is known with other contents`);
  },
  evolve: ({ versions }, { data: { id, version, name, effectiveFrom, decisions, namespace, imports, modelSha256 } }) =>
    ({ versions: [...versions, { id, version, name, effectiveFrom, decisions, namespace, imports, modelSha256 }] }),
};

export const decisionName: Decider<TakeDecisionName, TakenName, DecisionNameTaken, DecisionNameRejection> = {
  initial: { model: null },
  decide({ data: { name, model } }, taken) {
    if (taken.model === model) return accepted();
    if (taken.model === null) return accepted({ type: 'DecisionNameTaken', data: { model } });
    return rejected('DECISION_TAKEN', `Expected to publish ${name} with model ${model}, but it belongs to model ${taken.model}`);
  },
  evolve: (_, { data }) => ({ model: data.model }),
};

// Questions

/** The version in force on a day: the latest that has begun; of two that begin together, the one published later. */
export function versionInForce(versions: readonly DecisionVersion[], day: string): DecisionVersion | undefined {
  return versions
    .filter((version) => version.effectiveFrom <= day)
    .toSorted((a, b) => (a.effectiveFrom === b.effectiveFrom ? a.version - b.version : a.effectiveFrom < b.effectiveFrom ? -1 : 1))
    .at(-1);
}
