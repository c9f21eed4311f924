import { evaluateDecision, linesOfTrace, type DecisionModel, type Evaluation, type EvaluationError, type Inputs } from '@lienthong/dmn';
import type { ExplanationLine } from '@lienthong/kernel';
import { openNumbers } from '../domain/decimals.js';

/** Rows that fired, by the decision whose table has them. */
export type FiredRows = Readonly<{ decision: string; name: string; rows: readonly Readonly<{ rule: string; index: number }>[] }>;
export type Trial = Readonly<{ value: Evaluation['value']; errors: readonly EvaluationError[]; fired: readonly FiredRows[]; lines: readonly ExplanationLine[] }>;

type Published = Readonly<{ model: DecisionModel; version: number; effectiveFrom: string }>;

/** Some tens of milliseconds: anybody may try, and meanwhile nobody else is answered. */
const MOST_STEPS = 200_000;

/** What the published rules say to these inputs, as of `now`. Leaves nothing behind. */
export function tryDecision({ model, version, effectiveFrom }: Published, decision: string, input: Inputs, now: string): Trial {
  const { value, errors, trace } = evaluateDecision(model, decision, input, { now, stepBudget: MOST_STEPS });
  const fired = trace.flatMap(({ decision: id, name, table }) => (table === null ? [] : [{ decision: id, name, rows: table.matched.map(({ rule, index }) => ({ rule, index })) }]));
  return { value: openNumbers(value), errors, fired, lines: linesOfTrace(openNumbers(trace), { version, effectiveFrom }) };
}
