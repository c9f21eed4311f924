export { compileExpression, evaluate } from './expression.js';
export type { CompiledExpression, EvaluationResult, Expression } from './expression.js';
export type { Problem, ProblemCode } from './evaluation.js';
export type { Finding, FindingCode } from './finding.js';
export type { Json } from './value.js';
