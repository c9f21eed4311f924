import { begun, isFunction, toJson, type Json, type Output, type Value } from '@lienthong/feel';
import { placeOf } from './compile/compile-model.js';
import { callByName } from './compile/function-value.js';
import { fail, NO_SPAN, type DecisionRecord, type DecisionTrace, type EvaluationError, type Run } from './compile/run.js';
import { instanceOf, functionOf, serviceResult, valueOf, type Instance } from './instance.js';
import { withoutMistagged } from './input-tags.js';
import { resolveName } from './resolve-name.js';
import type { Node } from './link.js';
import type { DecisionModel } from './model.js';

/** The value, what went wrong on the way, and which decisions were made of what, in their order. */
export type Evaluation = Readonly<{ value: Json; errors: readonly EvaluationError[]; trace: readonly DecisionTrace[] }>;
/** What many evaluations may cost together: each takes from it what it costs. */
export type StepMeter = { stepsLeft: number };
/** `now` in RFC 3339 with its offset: what `now()` and `today()` say. The budget is for everything together; with a meter it is what that has left. */
export type DecisionOptions = Readonly<{ now?: string; stepBudget?: number; meter?: StepMeter; output?: Output }>;
export type Inputs = Readonly<Record<string, Json>>;

/** About a second at the most. */
const DEFAULT_STEP_BUDGET = 2_000_000;
const OUTPUT_BUDGET = 500_000;

export const evaluateDecision = (model: DecisionModel, nameOrId: string, input: Inputs, options: DecisionOptions = {}): Evaluation =>
  evaluated(model, 'decision', nameOrId, input, options, (node, instance, run) => valueOf(node, instance, run));

/** Input data and input decisions by their names; of several output decisions the value is a context. */
export const evaluateService = (model: DecisionModel, nameOrId: string, input: Inputs, options: DecisionOptions = {}): Evaluation =>
  evaluated(model, 'service', nameOrId, input, options, (node, instance, run) => serviceResult(node, instance, run));

/** Arguments by the names of the parameters. */
export const evaluateBkm = (model: DecisionModel, nameOrId: string, args: Inputs, options: DecisionOptions = {}): Evaluation =>
  evaluated(model, 'bkm', nameOrId, args, options, (node, instance, run) => {
    const called = functionOf(node, instance, run);
    const place = placeOf(node.source);
    if (!isFunction(called)) return fail(run, place, 'không có logic', 'there is no logic');
    const names = called.signatures[0]?.parameters.map(({ name }) => name) ?? [];
    return callByName(called, new Map(names.flatMap((name) => {
      const given = instance.session.find([], name);
      return given === undefined ? [] : [[name, given] as const];
    })), place, run);
  });

function evaluated(model: DecisionModel, kind: 'decision' | 'service' | 'bkm', nameOrId: string, input: Inputs, options: DecisionOptions, evaluate: (node: Node, instance: Instance, run: Run) => Value): Evaluation {
  const given = withoutMistagged(input);
  const stepBudget = options.meter?.stepsLeft ?? options.stepBudget ?? DEFAULT_STEP_BUDGET;
  const evaluation = begun({ stepBudget, ...(options.now !== undefined && { now: options.now }) });
  const run: Run = { evaluation, errors: [...given.errors], records: [], table: null };
  const found = resolveName(model.linked, kind, nameOrId);
  if (found === undefined) {
    const text = { vi: `không có ${{ decision: 'quyết định', service: 'dịch vụ', bkm: 'mô hình tri thức' }[kind]} “${nameOrId}”`, en: `there is no ${kind} "${nameOrId}"` };
    return { value: null, errors: [{ element: nameOrId, text }], trace: [] };
  }
  let value: Value = null;
  try {
    value = evaluate(found.node, instanceOf(model.linked, given.input, found.path), run);
  } catch (error) {
    // The limits on depth keep the stack from running out; should they ever not, it is still an error of the evaluation.
    const isTooDeep = error instanceof RangeError;
    fail(run, placeOf(found.node.source), isTooDeep ? 'lồng quá sâu' : `lỗi bên trong: ${String(error)}`, isTooDeep ? 'it is nested too deeply' : `internal error: ${String(error)}`);
  }
  const isSpent = run.evaluation.stepsLeft < 0;
  if (isSpent && !run.errors.some(({ text }) => text.en.endsWith('used up its steps'))) fail(run, placeOf(found.node.source), 'vượt quá số bước cho phép', 'it used up its steps');
  const left = run.evaluation.stepsLeft;
  const answer = answerOf(isSpent ? null : value, found.node, run, options.output ?? 'plain');
  // Writing the values down costs steps of its own.
  if (options.meter !== undefined) options.meter.stepsLeft = Math.max(0, left - (OUTPUT_BUDGET - run.evaluation.stepsLeft));
  return answer;
}

function answerOf(value: Value, { source }: Node, run: Run, output: Output): Evaluation {
  const json = (each: Value): Json => {
    if (each === null || typeof each === 'boolean' || typeof each === 'string') return each;
    const written = toJson(each, output, { evaluation: run.evaluation, span: NO_SPAN });
    return run.evaluation.stepsLeft < 0 ? null : written;
  };
  run.evaluation.stepsLeft = OUTPUT_BUDGET;
  run.evaluation.problems.length = 0;
  const result = json(value);
  const problems = run.evaluation.problems.splice(0);
  for (const { text } of problems) fail(run, placeOf(source), text.vi, text.en);
  return { value: result, errors: run.errors, trace: run.records.map((each) => traceOf(each, json)) };
}

const traceOf = ({ decision, name, nameEn, value, table, expression }: DecisionRecord, json: (value: Value) => Json): DecisionTrace => ({
  decision,
  name,
  ...(nameEn !== null && { nameEn }),
  value: json(value),
  table: table === null ? null : {
    hitPolicy: table.hitPolicy,
    inputs: table.inputs.map(({ expression, label, value }) => (label === null ? { expression, value: json(value) } : { expression, label, value: json(value) })),
    matched: table.matched.map(({ rule, index, outputs, annotations }) => ({
      rule, index, annotations, outputs: Object.fromEntries(outputs.map(([column, found]) => [column === '' ? name : column, json(found)])),
    })),
  },
  expression,
});

