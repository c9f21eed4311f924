import type { AppendedTogether, DecidedTogether } from '@lienthong/event-store';
import { appendTogether } from '@lienthong/event-store';
import type { ActingOfficer } from '@lienthong/service-host';
import { creditOf, outstandingOf } from '../domain/ledger.js';
import type { ObligationRejection } from '../domain/obligation.decider.js';
import type { PaymentRejection } from '../domain/payment.decider.js';
import type { TaxPorts } from './acting.js';
import { requestOf } from './acting.js';

export type AllotmentAnswer = Readonly<{ bankReference: string; dossierCode: string; status: string; outstanding: number; credit: number }>;

type Decided = DecidedTogether<AllotmentAnswer, PaymentRejection | ObligationRejection>;

/** Takes money out of suspense and puts it on the notice of the dossier that an officer found it to pay, in one append. */
export async function allotPayment(ports: TaxPorts, bankReference: string, code: string, reason: string, acting: ActingOfficer): Promise<AppendedTogether<AllotmentAnswer, PaymentRejection | ObligationRejection>> {
  return appendTogether(ports.store, async (): Promise<Decided> => {
    const allotted = await ports.payments.prepare(bankReference, { type: 'AllotPayment', at: acting.at, data: { bankReference, dossierCode: code, reason, by: acting.by } });
    if (allotted.kind === 'rejected') return allotted;
    if (allotted.state.status === 'unknown') throw new Error(`unreachable: payment ${bankReference} was allotted before it was received`);
    const { amount } = allotted.state.message;
    const credited = await ports.obligations.prepare(code, { type: 'CreditPayment', at: acting.at, data: { dossierCode: code, bankReference, amount, from: 'suspense' } });
    if (credited.kind === 'rejected') return credited;
    const { balances, status } = credited.state;
    const answer: AllotmentAnswer = { bankReference, dossierCode: code, status, outstanding: outstandingOf(balances, code), credit: creditOf(balances, code) };
    return { kind: 'accepted', result: answer, request: requestOf(acting, { code, obligation: credited.state, streams: [allotted.append, credited.append], answer }) };
  });
}
