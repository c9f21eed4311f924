import type { Text } from './finding.js';

/** Why a result is null, or less sure than it looks. FEEL itself only says null. */
export type Problem = Readonly<{ code: ProblemCode; from: number; to: number; text: Text }>;
export type ProblemCode =
  | 'UNKNOWN_NAME'
  | 'KINDS_DIFFER'
  | 'WRONG_KIND'
  | 'NO_RESULT'
  | 'NO_CLOCK'
  | 'NOT_DATA'
  | 'PATTERN'
  | 'TOO_LARGE'
  | 'BUDGET_SPENT';

/** What one evaluation carries along; it never outlives it. `depth` is how deep functions have called each other. */
export type Evaluation = { readonly problems: Problem[]; stepsLeft: number; depth: number; readonly now: string | undefined };
export type Span = Readonly<{ from: number; to: number }>;
export type Call = Readonly<{ span: Span; evaluation: Evaluation }>;

/** A list of problems must not grow with the data. */
const MAX_PROBLEMS = 20;
/** UTF-16 units of a text that an expression makes, and items of a list: what a page, a mail or a table can still hold. */
export const MAX_TEXT_LENGTH = 100_000;
export const MAX_LIST_LENGTH = 100_000;
/** Copying this much costs about as much as one step of an expression. */
const UNITS_PER_STEP = 64;

/** Adds the problem and is null, so that callers can `return problem(…)`. */
export function problem(evaluation: Evaluation, span: Span, code: ProblemCode, vi: string, en: string): null {
  // What follows the end of the budget is its consequence, not a problem of its own. The end itself is told whatever came before it.
  const isEnd = code === 'BUDGET_SPENT';
  if (isEnd || (evaluation.stepsLeft >= 0 && evaluation.problems.length < MAX_PROBLEMS))
    evaluation.problems.push({ code, from: span.from, to: span.to, text: { vi, en } });
  return null;
}

/** False once the budget is spent; the closures then return null without looking further. */
export function spend(evaluation: Evaluation, span: Span, steps = 1): boolean {
  if (evaluation.stepsLeft < 0) return false;
  evaluation.stepsLeft -= steps;
  if (evaluation.stepsLeft >= 0) return true;
  problem(evaluation, span, 'BUDGET_SPENT', 'biểu thức vượt quá số bước cho phép', 'the expression used up its steps');
  return false;
}

/** Pays for reading or writing that much text. */
export const spendText = ({ evaluation, span }: Call, length: number): boolean => spend(evaluation, span, Math.ceil(length / UNITS_PER_STEP));

/** Texts up to this length are read within the step that reads them. */
const SHORT_TEXT = 256;
/** The same for what any function may be given: nothing for a short one. */
export const spendLongText = (call: Call, length: number): boolean => length <= SHORT_TEXT || spendText(call, length);

/** Pays for a text about to be made; false when it may not be made. */
export function growText(call: Call, length: number): boolean {
  if (length <= MAX_TEXT_LENGTH) return spendText(call, length);
  problem(call.evaluation, call.span, 'TOO_LARGE', `chuỗi dài hơn ${MAX_TEXT_LENGTH} ký tự`, `the string is longer than ${MAX_TEXT_LENGTH}`);
  return false;
}

/** Pays for a list about to be made; false when it may not be made. */
export function growList({ evaluation, span }: Call, length: number): boolean {
  if (length <= MAX_LIST_LENGTH) return spend(evaluation, span, length);
  problem(evaluation, span, 'TOO_LARGE', `danh sách quá ${MAX_LIST_LENGTH} phần tử`, `the list has more than ${MAX_LIST_LENGTH} items`);
  return false;
}
