export { compileExpression } from './expression.js';
export type { CompiledExpression } from './expression.js';
export { evaluate, evaluateValue, evaluateWith } from './evaluate.js';
export type { EvaluationOptions, EvaluationResult, Find, ValueResult } from './evaluate.js';
export { compileUnaryTests, evaluateUnaryTests, testValue } from './unary-tests.js';
export type { CompiledUnaryTests, UnaryTests, UnaryTestsResult } from './unary-tests.js';
export { fromJson } from './json.js';
export type { Json, Output } from './json.js';
export type { Problem, ProblemCode } from './problem.js';
export type { Finding, FindingCode } from './finding.js';
export { coerced, conforms, isInstance } from './feel-type.js';
export type { CompileOptions } from './syntax.js';
export type { FeelType, Kind, Value } from './value.js';
// For libs/dmn, which holds values of FEEL and runs many expressions in one evaluation.
export { begun } from './evaluate.js';
export { rootScope, withName } from './evaluation.js';
export type { Closure, Root, Scope } from './evaluation.js';
export type { Expression } from './expression.js';
export { isMistagged, TAGGED_KINDS, toJson } from './json.js';
export { problem, spend } from './problem.js';
export type { Call, Evaluation, Span } from './problem.js';
export { applyFirst, applyFunction } from './signature.js';
export { BUILT_INS } from './functions.js';
export { contextOf, equal, isContext, isDecimal, isFunction, isList, isRange, kindOf, normalName, order } from './value.js';
export type { Context, FeelFunction, Parameter, Range, Signature } from './value.js';
// For the check of decision tables, which compares cells with each other.
export { shapeOfUnaryTests } from './test-shape.js';
export type { TestShape, UnaryTestsShape } from './test-shape.js';
