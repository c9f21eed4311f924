import type { AmountKind, AssessedAmount } from './assessment.js';

/**
 * Double entry: what leaves one account enters another. Debits are positive, credits negative, in integer đồng, and the postings of
 * every entry sum to zero. Money events carry their entry, so that the ledger is the log and cannot disagree with it.
 */
export type Account =
  | 'bank' // what the treasury's bank account received
  | 'suspense' // money of which nobody knows yet what it pays
  | `revenue/${AmountKind}`
  | `receivable/${string}` // what is still owed on a dossier's notice
  | `credit/${string}`; // what was paid beyond it and can be refunded

export type Posting = Readonly<{ account: Account; amount: number }>;
export type Entry = readonly Posting[];
export type Balances = Readonly<Record<string, number>>;

/** A notice makes its amounts receivable. */
export function noticeEntry(dossierCode: string, amounts: readonly AssessedAmount[]): Entry {
  const revenue = amounts.map(({ kind, amount }): Posting => ({ account: `revenue/${kind}`, amount: -amount }));
  return entry({ account: `receivable/${dossierCode}`, amount: amounts.reduce((sum, { amount }) => sum + amount, 0) }, ...revenue);
}

/** Money pays what is outstanding first; the rest is the payer's credit. `from` is where the money lies until now. */
export function paymentEntry(dossierCode: string, amount: number, outstanding: number, from: 'bank' | 'suspense'): Entry {
  const pays = Math.min(amount, Math.max(outstanding, 0));
  return entry(
    { account: from, amount },
    { account: `receivable/${dossierCode}`, amount: -pays },
    { account: `credit/${dossierCode}`, amount: pays - amount },
  );
}

export function suspenseEntry(amount: number): Entry {
  return entry({ account: 'bank', amount }, { account: 'suspense', amount: -amount });
}

export function refundEntry(dossierCode: string, amount: number): Entry {
  return entry({ account: `credit/${dossierCode}`, amount }, { account: 'bank', amount: -amount });
}

/** A notice that no longer holds: nothing is owed any more, and what was paid on it is the payer's credit. */
export function cancellationEntry(dossierCode: string, amounts: readonly AssessedAmount[], outstanding: number): Entry {
  const revenue = amounts.map(({ kind, amount }): Posting => ({ account: `revenue/${kind}`, amount }));
  const paid = amounts.reduce((sum, { amount }) => sum + amount, 0) - outstanding;
  return entry(...revenue, { account: `receivable/${dossierCode}`, amount: -outstanding }, { account: `credit/${dossierCode}`, amount: -paid });
}

export function isBalanced(postings: Entry): boolean {
  return postings.reduce((sum, { amount }) => sum + amount, 0) === 0;
}

export function posted(balances: Balances, postings: Entry): Balances {
  return postings.reduce<Balances>((sums, { account, amount }) => ({ ...sums, [account]: (sums[account] ?? 0) + amount }), balances);
}

/** What the ledger says is still owed on the dossier's notice. */
export function outstandingOf(balances: Balances, dossierCode: string): number {
  return balances[`receivable/${dossierCode}`] ?? 0;
}

/** What the ledger says was paid too much and has not been refunded. */
export function creditOf(balances: Balances, dossierCode: string): number {
  return 0 - (balances[`credit/${dossierCode}`] ?? 0);
}

/** Postings of nothing are left out. */
function entry(...postings: readonly Posting[]): Entry {
  return postings.filter(({ amount }) => amount !== 0);
}
