export { readModel, readModelLeniently } from './model.js';
export type { DecisionModel, ModelReading } from './model.js';
export type { FindImport } from './link.js';
export type { ModelFinding, Text } from './model-finding.js';
export type { Aggregation, Binding, Boxed, BoxedFunction, ContextEntry, DecisionTable, HitPolicy, InputClause, Named, OutputClause, TableCell, TableRule } from './boxed.js';
export type { BkmSource, DecisionSource, DmnVersion, ImportSource, InputSource, ItemDefinition, Reference, ServiceSource } from './model-source.js';
export { evaluateBkm, evaluateDecision, evaluateService } from './evaluate.js';
export type { DecisionOptions, Evaluation, Inputs } from './evaluate.js';
export type { DecisionTrace, EvaluationError, RuleTrace, TableTrace } from './compile/run.js';
