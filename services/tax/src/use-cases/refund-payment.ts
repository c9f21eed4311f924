import type { AppendedTogether, DecidedTogether } from '@lienthong/event-store';
import { appendTogether, requireVersion } from '@lienthong/event-store';
import type { ActingOfficer } from '@lienthong/service-host';
import { creditOf } from '../domain/ledger.js';
import type { ObligationRejection } from '../domain/obligation.decider.js';
import type { TaxPorts } from './acting.js';
import { requestOf, versionAfter } from './acting.js';

export type Refund = Readonly<{ bankReference: string; amount: number; reason: string }>;
export type RefundAnswer = Readonly<{ dossierCode: string; bankReference: string; amount: number; credit: number; version: number }>;

export async function refundPayment({ store, obligations }: TaxPorts, code: string, refund: Refund, acting: ActingOfficer): Promise<AppendedTogether<RefundAnswer, ObligationRejection>> {
  return appendTogether(store, async (): Promise<DecidedTogether<RefundAnswer, ObligationRejection>> => {
    const refunded = await obligations.prepare(code, { type: 'RefundPayment', at: acting.at, data: { dossierCode: code, ...refund, by: acting.by } });
    if (refunded.kind === 'rejected') return refunded;
    await requireVersion(store, refunded.append, acting.expectedVersion);
    const { bankReference, amount } = refund;
    const answer = { dossierCode: code, bankReference, amount, credit: creditOf(refunded.state.balances, code), version: versionAfter(refunded.append) };
    return { kind: 'accepted', result: answer, request: requestOf(acting, { code, obligation: refunded.state, streams: [refunded.append], answer }) };
  });
}
