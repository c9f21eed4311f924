import { rootScope, type Closure, type Root } from './evaluation.js';
import type { Expression } from './expression.js';
import { toJson, type Json, type Output } from './json.js';
import { problem, type Evaluation, type Problem } from './problem.js';
import { normalName, type Value } from './value.js';

/** `now` in RFC 3339 with its offset: what `now()` and `today()` say. */
export type EvaluationOptions = Readonly<{ stepBudget?: number; now?: string; output?: Output }>;
export type EvaluationResult = Readonly<{ value: Json; problems: readonly Problem[] }>;
export type ValueResult = Readonly<{ value: Value; problems: readonly Problem[] }>;
export type Find = (name: string) => Json | undefined;

const NO_SPAN = { from: 0, to: 0 } as const;
/** About 10 ms at the most. */
const DEFAULT_STEP_BUDGET = 100_000;
/** The steps of writing the result, apart from those of the expression. */
const OUTPUT_BUDGET = 100_000;

/**
 * Total: whatever the context holds, there is a value. It is null where FEEL says null, and `problems` says why.
 * Numbers come back as JSON numbers where those print the same decimal, otherwise as `{"@type":"number","@value":"…"}`;
 * dates, times and durations as their ISO text.
 */
export const evaluate = (expression: Expression, context: Readonly<Record<string, Json>>, options: EvaluationOptions = {}): EvaluationResult =>
  evaluateWith(expression, findIn(context), options);

/** `find` is asked for a name in its normal form (NFC, single spaces) when the expression comes to it, and only then. */
export function evaluateWith(expression: Expression, find: Find, options: EvaluationOptions = {}): EvaluationResult {
  const evaluation = begun(options);
  const value = run(expression.run, { kind: 'json', find, known: new Map() }, evaluation);
  return written(value, expression, evaluation, options.output ?? 'plain');
}

/** For a caller that holds values of FEEL, functions among them. */
export function evaluateValue(expression: Expression, find: (name: string) => Value | undefined, options: EvaluationOptions = {}): ValueResult {
  const evaluation = begun(options);
  const value = run(expression.run, { kind: 'values', find }, evaluation);
  return { value, problems: evaluation.problems };
}

export const begun = ({ stepBudget = DEFAULT_STEP_BUDGET, now }: EvaluationOptions): Evaluation => ({
  problems: [],
  stepsLeft: stepBudget,
  depth: 0,
  now,
});

export function run(closure: Closure, root: Root, evaluation: Evaluation): Value {
  try {
    const value = closure(rootScope(root), evaluation);
    return evaluation.stepsLeft < 0 ? null : value;
  } catch (error) {
    // The limits on depth keep the stack from running out, unless the caller has used up most of it.
    const isTooDeep = error instanceof RangeError;
    return isTooDeep ? problem(evaluation, NO_SPAN, 'TOO_LARGE', 'lồng quá sâu', 'it is nested too deeply') : problem(evaluation, NO_SPAN, 'NO_RESULT', `lỗi bên trong: ${String(error)}`, `internal error: ${String(error)}`);
  }
}

function written(value: Value, { source }: Expression, evaluation: Evaluation, output: Output): EvaluationResult {
  const { problems } = evaluation;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return { value, problems };
  evaluation.stepsLeft = OUTPUT_BUDGET;
  const json = toJson(value, output, { evaluation, span: { from: 0, to: source.length } });
  return { value: evaluation.stepsLeft < 0 ? null : json, problems };
}

/** The names as given; only where one is not there are the others looked through for another way to write it. */
export function findIn(context: Readonly<Record<string, Json>>): Find {
  let byName: ReadonlyMap<string, Json> | undefined;
  return (name) => {
    if (Object.hasOwn(context, name)) return context[name];
    byName ??= new Map(Object.entries(context).map(([key, value]) => [normalName(key), value]));
    return byName.get(name);
  };
}

