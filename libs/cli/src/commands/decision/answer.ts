import { evaluateBkm, evaluateDecision, evaluateService, type DecisionModel, type DecisionTrace, type Evaluation, type Inputs } from '@lienthong/dmn';

export type Language = 'vi' | 'en';
export type Asked = Readonly<{ kind: 'decision' | 'service' | 'bkm'; name: string; input: Inputs; now: string }>;
/** Texts in one language. */
export type Answer = Readonly<{ value: unknown; errors: readonly Readonly<{ element: string; text: string }>[] }>;
export type WholeAnswer = Answer & Readonly<{ trace: readonly DecisionTrace[] }>;

const EVALUATE = { decision: evaluateDecision, service: evaluateService, bkm: evaluateBkm } as const;

/** Values that JSON lacks come tagged, as they may be given. */
export function answerTo(model: DecisionModel, { kind, name, input, now }: Asked, lang: Language): WholeAnswer {
  const evaluation: Evaluation = EVALUATE[kind](model, name, input, { now, output: 'tagged' });
  return { value: evaluation.value, errors: evaluation.errors.map(({ element, text }) => ({ element, text: text[lang] })), trace: evaluation.trace };
}

/** Nothing could be evaluated. */
export const unanswered = (element: string, text: string): Answer => ({ value: null, errors: [{ element, text }] });

export const findingErrors = (findings: readonly Readonly<{ element: string; text: Readonly<Record<Language, string>> }>[], lang: Language): Answer['errors'] =>
  findings.map(({ element, text }) => ({ element, text: text[lang] }));
