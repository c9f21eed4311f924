import type { Bilingual } from '../language/bilingual.js';
import { requestJson } from './request.js';

export type RuleReference = Readonly<{ decision: string; version: number; rule: string; effectiveFrom: string }>;

/** One step of an account. Without `arithmetic` nothing was computed in it; `rule` is the row of a published table that said so. */
export type ExplanationLine = Readonly<{ step: string; text: Bilingual; arithmetic: string; result: string | number | null; source: Bilingual; rule: RuleReference | null }>;

/** How an answer came about, in the same shape from every service. */
export type Explanation = Readonly<{ of: string; about: string; answer: Bilingual; value: string | number | null; lines: readonly ExplanationLine[] }>;

/** What a dossier can be asked about, each by the service that answers for it. */
export const MATTERS = {
  fee: (code: string) => `/api/intake/dossiers/${code}/fees/explain`,
  routing: (code: string) => `/api/intake/dossiers/${code}/routing/explain`,
  tax: (code: string) => `/api/tax/obligations/${code}/explain`,
  refusal: (code: string) => `/api/intake/dossiers/${code}/refusal/explain`,
} as const;

export type Matter = keyof typeof MATTERS;

export function getExplanation(matter: Matter, code: string, signal?: AbortSignal): Promise<Explanation> {
  return requestJson(MATTERS[matter](encodeURIComponent(code)), signal);
}

/** What tables of the procedure decided while the dossier ran, oldest first. */
export type Evaluation = Readonly<{ evaluation: string; name: string; version: number; at: string }>;

export function listEvaluations(code: string, signal?: AbortSignal): Promise<Readonly<{ items: readonly Evaluation[] }>> {
  return requestJson(`/api/processing/dossiers/${encodeURIComponent(code)}/decisions`, signal);
}

export function getEvaluation(code: string, evaluation: string, signal?: AbortSignal): Promise<Explanation> {
  return requestJson(`/api/processing/dossiers/${encodeURIComponent(code)}/decisions/${encodeURIComponent(evaluation)}/explain`, signal);
}
