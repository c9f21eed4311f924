import type { Bilingual } from '../language/bilingual.js';
import { requestJson } from './request.js';

// What need not be asked again: intake tells of account and earlier dossiers, each register of its own entries to whoever asks it.

/** `field` as a submission calls it; `asOf` RFC 3339; `words`: the source, to be put after "from". */
export type KnownFact = Readonly<{ field: string; source: string; reference: string; asOf: string; value: unknown; words: Bilingual }>;
/** A parcel as the land register has it, with what it signed, which intake checks. */
export type ParcelStatement = Readonly<{ entry: string; asOf: string; facts: Readonly<Record<string, string>>; statement: string }>;
/** A paper that an earlier dossier of the applicant keeps as files; `component` is its code. */
export type KeptPaper = Readonly<{ component: string; reference: string; files: readonly string[]; words: Bilingual }>;
/** `papers` is empty where nothing is kept. */
export type Known = Readonly<{ items: readonly KnownFact[]; papers: readonly KeptPaper[] }>;
type Items<Item> = Readonly<{ items: readonly Item[] }>;

export function findKnown(procedure: string, applicant: string, signal?: AbortSignal): Promise<Known> {
  return requestJson(`/api/intake/known-facts?${new URLSearchParams({ procedure, applicant })}`, signal);
}

/** `parcel`: the one that is named; null: all of the holder's. */
export async function findParcelStatements(holder: string, parcel: string | null, signal?: AbortSignal): Promise<readonly ParcelStatement[]> {
  const query = new URLSearchParams({ holder, ...(parcel !== null && { parcel }) });
  return (await requestJson<Items<ParcelStatement>>(`/api/land-registry/parcel-statements?${query}`, signal)).items;
}
