/** Accounts that the trial version offers; a province's gateway has none. */
export type SampleAccount = Readonly<{ login: string; password: string; name: string; agency: string }>;

/** None on any failure: these are a convenience of the trial version, and sign-in works without them. */
export async function findSampleAccounts(signal: AbortSignal): Promise<readonly SampleAccount[]> {
  try {
    const response = await fetch('/sample-accounts', { headers: { accept: 'application/json' }, signal });
    const body: unknown = response.ok ? await response.json() : [];
    const list = Array.isArray(body) ? body : typeof body === 'object' && body !== null && 'accounts' in body ? body.accounts : [];
    return Array.isArray(list) ? list.flatMap(readAccount) : [];
  } catch {
    return [];
  }
}

function readAccount(entry: unknown): readonly SampleAccount[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const fields = entry as Record<string, unknown>;
  const text = (...names: readonly string[]): string => names.map((name) => fields[name]).find((value) => typeof value === 'string') ?? '';
  const account = { login: text('login', 'username', 'sub'), password: text('password'), name: text('name'), agency: text('agency') };
  return account.login === '' ? [] : [account];
}
