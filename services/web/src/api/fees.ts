import type { Bilingual } from '../language/bilingual.js';
import { postJson, requestJson } from './request.js';

// The fees of a dossier and that they are paid, owned by intake.

export type PaymentManner = 'cash' | 'transfer' | 'online';
export type Fees = Readonly<{
  fees: readonly Readonly<{ code: string; name: Bilingual; amount: number }>[];
  /** Null until they are paid. */
  payment: Readonly<{ amount: number; manner: PaymentManner; gateway: 'national-portal' | 'agency' | null; reference: string; paidAt: string }> | null;
  /** What a correction has added to fees that were paid, or taken off them; null until they are paid. */
  feeBalance?: number | null;
  receipt: object | null;
}>;

const dossierAt = (code: string): string => `/api/intake/dossiers/${encodeURIComponent(code)}`;

export const getFees = (code: string, signal?: AbortSignal): Promise<Fees> => requestJson(dossierAt(code), signal);

/** At the counter: the whole amount, as it was taken. What is paid online the gateway reports. */
export function recordPayment(code: string, payment: Readonly<{ amount: number; manner: 'cash' | 'transfer'; reference: string }>): Promise<object> {
  return postJson(`${dossierAt(code)}/payments`, payment);
}
