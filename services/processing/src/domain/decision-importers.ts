import { accepted, type Command, type Decider, type Fact } from '@lienthong/kernel';

/** Of a namespace: the models of which some version imports it. */
export type DecisionImporters = readonly string[];

export type DecisionImported = Fact<'DecisionImported', { model: string }>;
export type ImportDecision = Command<'ImportDecision', { model: string }>;

/** Whoever has imported it once stays known: its older versions are in force on their days. */
export const decisionImporters: Decider<ImportDecision, DecisionImporters, DecisionImported, never> = {
  initial: [],
  decide: ({ data: { model } }, importers) => (importers.includes(model) ? accepted() : accepted({ type: 'DecisionImported', data: { model } })),
  evolve: (importers, { data: { model } }) => [...importers, model],
};
