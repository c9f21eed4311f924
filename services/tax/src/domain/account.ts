import { evaluateDecision, type DecisionTrace, type Evaluation, type Inputs } from '@lienthong/dmn';
import type { RuleReference } from '@lienthong/kernel';
import type { PublishedRules } from './tax-rules.js';

/** Vietnamese first: what a citizen reads on a notice. */
export type Bilingual = Readonly<{ vi: string; en: string }>;
export type Payer = 'transferor' | 'transferee';
export type TableLine = Readonly<{ step: string; text: Bilingual; arithmetic: string; amount: number; source: Bilingual; rule: RuleReference }>;

/** What a table of this office answers: an amount and the lines by which it came about. The base has neither rate nor payer. */
export type AccountResult =
  | Readonly<{ kind: 'account'; amount: number; rate: string; payer: Payer | null; lines: readonly TableLine[] }>
  | Readonly<{ kind: 'failed'; because: string }>;

/** A derivation that nobody would read to its end. */
const MOST_LINES = 50;
type Fields = Readonly<Record<string, unknown>>;

export function accountBy(rules: PublishedRules, input: Inputs): AccountResult {
  const evaluation = evaluateDecision(rules.model, rules.decision, input, { output: 'tagged' });
  const [error] = evaluation.errors;
  if (error !== undefined) return failed(rules, `at ${error.element}: ${error.text.en}`);
  const { amount, rate = '', payer = null, lines } = (evaluation.value ?? {}) as Fields;
  if (!Array.isArray(lines) || lines.length > MOST_LINES || typeof rate !== 'string') return failed(rules, 'its answer is no amount with its lines');
  if (payer !== null && payer !== 'transferor' && payer !== 'transferee') return failed(rules, `it names ${JSON.stringify(payer)} as the payer`);
  const read = (lines as readonly Fields[]).map((line) => lineBy(line, evaluation, rules));
  const wrong = read.find((line) => typeof line === 'string');
  if (typeof wrong === 'string') return failed(rules, wrong);
  if (!isDong(amount)) return failed(rules, 'the amount is too large, or not whole, to be exact');
  return { kind: 'account', amount, rate, payer, lines: read as readonly TableLine[] };
}

const failed = ({ decision, version }: PublishedRules, why: string): AccountResult => ({ kind: 'failed', because: `version ${version} of table ${decision} could not say it, since ${why}` });
const isDong = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** `by` names the decision whose row stands behind the line; its law is the row's annotation. */
function lineBy({ step, vi, en, formula, amount, by }: Fields, { trace }: Evaluation, { version, effectiveFrom }: PublishedRules): TableLine | string {
  const row = trace.find(({ decision }) => decision === by)?.table?.matched[0];
  if (typeof step !== 'string' || typeof vi !== 'string' || typeof en !== 'string' || typeof formula !== 'string' || typeof by !== 'string') return `line ${JSON.stringify(step)} is not complete`;
  if (row === undefined) return `line ${step} names ${by}, of which no row was chosen`;
  if (!isDong(amount)) return `the amount of line ${step} is too large, or not whole, to be exact`;
  return { step, text: { vi, en }, arithmetic: formula, amount, source: sourceOf(row), rule: { decision: by, version, rule: row.rule, effectiveFrom } };
}

function sourceOf({ annotations }: NonNullable<DecisionTrace['table']>['matched'][number]): Bilingual {
  const vi = annotations['Căn cứ'] ?? '';
  return { vi, en: annotations['Căn cứ (en)'] ?? vi };
}
