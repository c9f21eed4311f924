import type { Bilingual } from '../language/bilingual.js';
import { requestJson } from './request.js';

/** A field of the application that a source filled in: with what, whether intake found it so, and whether the applicant says something else; in words too. */
export type Prefilled = Readonly<{ field: string; source: string; filled: unknown; verified: boolean; corrected: boolean; account: Readonly<{ text: Bilingual }> }>;

export async function getPrefilled(code: string, signal?: AbortSignal): Promise<readonly Prefilled[]> {
  return (await requestJson<Readonly<{ prefilled?: readonly Prefilled[] }>>(`/api/intake/dossiers/${encodeURIComponent(code)}`, signal)).prefilled ?? [];
}
