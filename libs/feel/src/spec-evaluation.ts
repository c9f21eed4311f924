import assert from 'node:assert/strict';
import { compileExpression, compileUnaryTests, evaluate, evaluateUnaryTests, type EvaluationOptions, type Json } from './index.js';

export type Variables = Readonly<Record<string, Json>>;
export type Example = readonly [source: string, value: Json, context?: Variables];

/** The moment that `now()` says in specs. */
export const NOW = '2026-11-20T15:30:00+07:00';

export function run(source: string, context: Variables = {}, options: EvaluationOptions = {}) {
  const compiled = compileExpression(source);
  if (compiled.kind === 'refused') assert.fail(`${source}: ${compiled.finding.text.en}`);
  return evaluate(compiled.expression, context, { now: NOW, ...options });
}

export const codes = (source: string, context: Variables = {}, options: EvaluationOptions = {}): readonly string[] =>
  run(source, context, options).problems.map(({ code }) => code);

/** The value, when there was no problem. */
export function clean(source: string, context: Variables = {}, options: EvaluationOptions = {}): Json {
  const { value, problems } = run(source, context, options);
  expect(problems).toEqual([]);
  return value;
}

export function holds(name: string, examples: readonly Example[]): void {
  describe(name, () => {
    it.each(examples.map(([source, value, context = {}]) => ({ source, value, context })))('$source is $value', ({ source, value, context }) => {
      expect(clean(source, context)).toEqual(value);
    });
  });
}

export type Complaint = readonly [source: string, code: string, context?: Variables];

/** Null, and the first problem is of that code. */
export function complains(name: string, complaints: readonly Complaint[]): void {
  describe(name, () => {
    it.each(complaints.map(([source, code, context = {}]) => ({ source, code, context })))('$source says $code', ({ source, code, context }) => {
      const { value, problems } = run(source, context);
      expect({ value, code: problems[0]?.code }).toEqual({ value: null, code });
    });
  });
}

export function test(source: string, input: Json, context: Variables = {}) {
  const compiled = compileUnaryTests(source);
  if (compiled.kind === 'refused') assert.fail(`${source}: ${compiled.finding.text.en}`);
  return evaluateUnaryTests(compiled.tests, input, (name) => context[name]);
}

export const refusal = (source: string): string | undefined => {
  const compiled = compileExpression(source);
  return compiled.kind === 'refused' ? compiled.finding.code : undefined;
};
