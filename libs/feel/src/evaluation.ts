import type { Text } from './finding.js';
import { fromJson, kindOf, normalName, type Json, type Value } from './value.js';

/** Why a result is null, or less sure than it looks. FEEL itself only says null. */
export type Problem = Readonly<{ code: ProblemCode; from: number; to: number; text: Text }>;
export type ProblemCode = 'UNKNOWN_NAME' | 'KINDS_DIFFER' | 'WRONG_KIND' | 'NO_RESULT' | 'BUDGET_SPENT';

/** What one evaluation carries along; it never outlives it. */
export type Evaluation = { readonly problems: Problem[]; stepsLeft: number };
export type Scope = Readonly<{ find(name: string): Value | undefined }>;
export type Closure = (scope: Scope, evaluation: Evaluation) => Value;
export type Span = Readonly<{ from: number; to: number }>;

/** A list of problems must not grow with the data. */
const MAX_PROBLEMS = 20;

/** Adds the problem and is null, so that callers can `return problem(…)`. */
export function problem(evaluation: Evaluation, span: Span, code: ProblemCode, vi: string, en: string): null {
  // What follows the end of the budget is its consequence, not a problem of its own.
  const isConsequence = evaluation.stepsLeft < 0 && code !== 'BUDGET_SPENT';
  if (!isConsequence && evaluation.problems.length < MAX_PROBLEMS)
    evaluation.problems.push({ code, from: span.from, to: span.to, text: { vi, en } });
  return null;
}

export function wrongKind(evaluation: Evaluation, span: Span, expected: string, actual: Value): null {
  const kind = kindOf(actual);
  return problem(evaluation, span, 'WRONG_KIND', `cần kiểu ${expected}, nhưng có ${kind}`, `expected ${expected}, but got ${kind}`);
}

/** False once the budget is spent; the closures then return null without looking further. */
export function spend(evaluation: Evaluation, span: Span, steps = 1): boolean {
  if (evaluation.stepsLeft < 0) return false;
  evaluation.stepsLeft -= steps;
  if (evaluation.stepsLeft >= 0) return true;
  problem(evaluation, span, 'BUDGET_SPENT', 'biểu thức vượt quá số bước cho phép', 'the expression used up its steps');
  return false;
}

/** The variables as given, converted when first asked for. */
export function scopeOf(variables: Readonly<Record<string, Json>>): Scope {
  const known = new Map<string, Value>();
  const byName = new Map(Object.entries(variables).map(([name, value]) => [normalName(name), value]));
  return {
    find(name) {
      const json = byName.get(name);
      if (json === undefined) return undefined;
      const value = known.get(name) ?? fromJson(json);
      known.set(name, value);
      return value;
    },
  };
}

export const within = (inner: Readonly<Record<string, Value>>, outer: Scope): Scope => ({
  find: (name) => (Object.hasOwn(inner, name) ? inner[name] : outer.find(name)),
});
