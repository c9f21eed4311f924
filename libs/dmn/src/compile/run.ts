import { rootScope, type Evaluation, type Json, type Scope, type Value } from '@lienthong/feel';
import type { Text } from '../model-finding.js';

/** What went wrong, and at which element (for a cell, that of the cell). The value is then null, or less sure than it looks. */
export type EvaluationError = Readonly<{ element: string; text: Text }>;
/** A rule that fired. `index` counts from 1, `outputs` are by the name of their column. */
export type RuleTrace = Readonly<{ rule: string; index: number; outputs: Readonly<Record<string, Json>>; annotations: Readonly<Record<string, string>> }>;
/** `label`: the column's own title, where it has one. */
export type TableTrace = Readonly<{ hitPolicy: string; inputs: readonly Readonly<{ expression: string; label?: string; value: Json }>[]; matched: readonly RuleTrace[] }>;
/** One decision (or business knowledge model) that was evaluated; they are in the order in which they were. `nameEn` where the model has one. */
export type DecisionTrace = Readonly<{ decision: string; name: string; nameEn?: string; value: Json; table: TableTrace | null; expression: string | null }>;

/** What a table leaves behind; it becomes JSON when the decision has its value. */
export type TableRecord = Readonly<{
  hitPolicy: string;
  inputs: readonly Readonly<{ expression: string; label: string | null; value: Value }>[];
  matched: readonly Readonly<{ rule: string; index: number; outputs: readonly (readonly [string, Value])[]; annotations: Readonly<Record<string, string>> }>[];
}>;
export type DecisionRecord = Readonly<{ decision: string; name: string; nameEn: string | null; value: Value; table: TableRecord | null; expression: string | null }>;

/** One evaluation of a decision with everything it requires: the steps and the depth of calls are shared. */
export type Run = { readonly evaluation: Evaluation; readonly errors: EvaluationError[]; readonly records: DecisionRecord[]; table: TableRecord | null };

/** An element and its place in words. */
export type Place = Readonly<{ element: string; where: Text }>;
export type Find = (name: string) => Value | undefined;
/** Where the names of an expression come from. */
export type Frame = Readonly<{ find: Find; scope: Scope }>;
export type Closure = (frame: Frame, run: Run) => Value;

const MAX_ERRORS = 100;
export const MAX_RECORDS = 1_000;
export const NO_SPAN = { from: 0, to: 0 } as const;

export const frameOf = (find: Find): Frame => ({ find, scope: rootScope({ kind: 'values', find }) });
export const EMPTY_FRAME: Frame = frameOf(() => undefined);

/** The entries may still grow; they have no prototype. */
export const within = (outer: Frame, entries: Readonly<Record<string, Value>>): Frame =>
  frameOf((name) => {
    const value = entries[name];
    return value !== undefined ? value : outer.find(name);
  });

export const newEntries = (): Record<string, Value> => Object.create(null) as Record<string, Value>;

/** Adds the error and is null, so that callers can return it. */
export function fail({ errors }: Run, { element, where }: Place, vi: string, en: string): null {
  if (errors.length < MAX_ERRORS) errors.push({ element, text: { vi: `${where.vi}: ${vi}`, en: `${where.en}: ${en}` } });
  return null;
}

/** What FEEL found wrong since, said with its place. */
export function reportProblems(run: Run, since: number, place: Place): void {
  const { problems } = run.evaluation;
  if (problems.length <= since) return;
  for (const { text } of problems.splice(since)) fail(run, place, text.vi, text.en);
}
