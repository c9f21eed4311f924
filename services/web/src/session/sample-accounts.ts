import type { Bilingual } from '../language/bilingual.js';

/** Accounts that the trial version offers; a province's gateway has none. */
export type SampleAccount = Readonly<{ account: string; name: string; title: Bilingual; unit: string }>;

/** None on any failure: these are a convenience of the trial version, and sign-in works without them. */
export async function findSampleAccounts(signal: AbortSignal): Promise<readonly SampleAccount[]> {
  try {
    const response = await fetch('/sample-accounts', { headers: { accept: 'application/json' }, signal });
    if (!response.ok) return [];
    return ((await response.json()) as Readonly<{ accounts: readonly SampleAccount[] }>).accounts;
  } catch {
    return [];
  }
}
