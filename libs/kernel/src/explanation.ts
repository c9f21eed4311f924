/** Vietnamese first: what a citizen reads. */
export type Text = Readonly<{ vi: string; en: string }>;

/** The row of a published decision table that said so. `effectiveFrom` is a day, YYYY-MM-DD. */
export type RuleReference = Readonly<{ decision: string; version: number; rule: string; effectiveFrom: string }>;

/**
 * One step of an account: what was found or computed (`text`), how (`arithmetic`, empty where nothing is computed, e.g. `1200000000 × 0.02 = 24000000`),
 * what it came to (`result`: RFC 3339, integer đồng or text; null where the line only remarks), by which law (`source`) and which row of a table (`rule`).
 */
export type ExplanationLine = Readonly<{
  step: string;
  text: Text;
  arithmetic: string;
  result: string | number | null;
  source: Text;
  rule: RuleReference | null;
}>;

export type ExplainedMatter = 'due-date' | 'fee' | 'tax' | 'routing' | 'refusal' | 'decision';

/**
 * How an answer came about, so that a citizen can follow it and a court can check it: the same shape for every matter and service, answered by
 * `GET …/explain`. `about` names the dossier, task or notice; `answer` is the whole in one sentence; the last line with a result ends at `value`.
 */
export type Explanation = Readonly<{
  of: ExplainedMatter;
  about: string;
  answer: Text;
  value: string | number | null;
  lines: readonly ExplanationLine[];
}>;
