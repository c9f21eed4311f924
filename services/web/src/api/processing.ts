import type { Bilingual } from '../language/bilingual.js';
import { requestJson } from './request.js';

/** `arithmetic` and `source`: how, and by which law; dates derived by earlier releases have none. */
export type DerivationLine = Readonly<{ step: string; from: string; to: string; text: Bilingual; arithmetic?: string; source?: Bilingual }>;

/** The due date with the lines that lead from valid receipt to it, and the one first promised on the receipt. */
export type DueDate = Readonly<{
  dueAt: string;
  promisedDueAt: string | null;
  derivation: readonly DerivationLine[];
  /** Every date that the dossier has had, and from when on and why; the last one holds. */
  dates?: readonly Readonly<{ dueAt: string; since: string; because: Bilingual }>[];
}>;

/** A published version of a procedure; newest first within its code. */
type ProcedureVersion = Readonly<{ code: string; version: number; name: Bilingual }>;

/** More versions than a province publishes in years; beyond it a procedure is shown by its code. */
const MOST_VERSIONS = 200;

export function getDueDate(code: string, signal?: AbortSignal): Promise<DueDate> {
  return requestJson(`/api/processing/dossiers/${encodeURIComponent(code)}/due-date`, signal);
}

/** A part of the request that another body decides. `ended` says how, in the words of the procedure. */
export type ChildDossier = Readonly<{
  dossierCode: string; name: Bilingual; agency: string; dueAt: string; ended: Readonly<{ outcome: string; name: string; at: string }> | null;
}>;

export function getCase(code: string, signal?: AbortSignal): Promise<Readonly<{ children: readonly ChildDossier[] }>> {
  return requestJson(`/api/processing/dossiers/${encodeURIComponent(code)}/case`, signal);
}

/** Names of the procedures by code, each by its newest version. */
export async function getProcedureNames(signal?: AbortSignal): Promise<ReadonlyMap<string, Bilingual>> {
  const { items } = await requestJson<{ items: readonly ProcedureVersion[] }>(`/api/processing/procedures?limit=${MOST_VERSIONS}`, signal);
  return new Map(items.toReversed().map(({ code, name }) => [code, name]));
}
