import type { AppendedTogether, DecidedTogether, Prepared } from '@lienthong/event-store';
import { appendTogether } from '@lienthong/event-store';
import type { Acting } from '@lienthong/service-host';
import { creditOf, outstandingOf } from '../domain/ledger.js';
import { readNoticeNumber } from '../domain/numbers.js';
import type { ObligationRejection } from '../domain/obligation.decider.js';
import type { Obligation } from '../domain/obligation.js';
import type { PaymentRejection } from '../domain/payment.decider.js';
import type { BankMessage, PaymentSuspended } from '../domain/payment.js';
import type { TaxPorts } from './acting.js';
import { requestOf } from './acting.js';

export type PaymentOutcome = 'settled' | 'credited' | 'suspense' | 'already-received';

/** `outstanding` and `credit` as the ledger has them afterwards; null while nobody knows whose money it is. */
export type PaymentAnswer = Readonly<{
  bankReference: string; outcome: PaymentOutcome; dossierCode: string | null; noticeNumber: string | null; outstanding: number | null; credit: number | null;
}>;

type Decided = DecidedTogether<PaymentAnswer, PaymentRejection>;
type Credited = Extract<Prepared<Obligation, ObligationRejection>, { kind: 'accepted' }>;

/**
 * Payment and obligation change in one append, so the money is on the notice exactly when the payment is booked. Money that no notice
 * can take is kept in suspense: whatever the bank says it has received is in the ledger.
 */
export async function receivePayment(ports: TaxPorts, message: BankMessage, acting: Acting): Promise<AppendedTogether<PaymentAnswer, PaymentRejection>> {
  return appendTogether(ports.store, async (): Promise<Decided> => {
    const code = await ports.notices.findDossier(readNoticeNumber(message.noticeReference));
    if (code === undefined) return suspend(ports, message, 'unknown-notice', acting);
    const credited = await ports.obligations.prepare(code, {
      type: 'CreditPayment', at: acting.at, data: { dossierCode: code, bankReference: message.bankReference, amount: message.amount, from: 'bank' },
    });
    return credited.kind === 'rejected' ? suspend(ports, message, 'notice-takes-no-payment', acting) : book(ports, message, code, credited, acting);
  });
}

async function book(ports: TaxPorts, message: BankMessage, code: string, credited: Credited, acting: Acting): Promise<Decided> {
  const booked = await ports.payments.prepare(message.bankReference, { type: 'ReceivePayment', at: acting.at, data: { message, pays: { dossierCode: code } } });
  if (booked.kind === 'rejected') return booked;
  if (booked.append.events.length === 0) return alreadyReceived(ports, message, booked, acting);
  const settled = credited.append.events.some(({ type }) => type === 'ObligationSettled');
  const answer = onNotice(message, settled ? 'settled' : 'credited', code, credited.state);
  return { kind: 'accepted', result: answer, request: requestOf(acting, { code, obligation: credited.state, streams: [booked.append, credited.append], answer }) };
}

async function suspend(ports: TaxPorts, message: BankMessage, because: PaymentSuspended['data']['because'], acting: Acting): Promise<Decided> {
  const suspended = await ports.payments.prepare(message.bankReference, { type: 'ReceivePayment', at: acting.at, data: { message, pays: because } });
  if (suspended.kind === 'rejected') return suspended;
  if (suspended.append.events.length === 0) return alreadyReceived(ports, message, suspended, acting);
  const answer = inSuspense(message, 'suspense');
  return { kind: 'accepted', result: answer, request: requestOf(acting, { code: '', obligation: null, streams: [suspended.append], answer }) };
}

/** The bank repeats itself: it is told where the money has been since the first time. */
async function alreadyReceived({ obligations }: TaxPorts, message: BankMessage, { append, state }: Extract<Awaited<ReturnType<TaxPorts['payments']['prepare']>>, { kind: 'accepted' }>, acting: Acting): Promise<Decided> {
  const answer = state.status === 'booked'
    ? onNotice(message, 'already-received', state.dossierCode, (await obligations.state(state.dossierCode)).state)
    : inSuspense(message, 'already-received');
  return { kind: 'accepted', result: answer, request: requestOf(acting, { code: '', obligation: null, streams: [append], answer }) };
}

function onNotice({ bankReference }: BankMessage, outcome: PaymentOutcome, code: string, { balances, notice }: Obligation): PaymentAnswer {
  return { bankReference, outcome, dossierCode: code, noticeNumber: notice?.number ?? null, outstanding: outstandingOf(balances, code), credit: creditOf(balances, code) };
}

function inSuspense({ bankReference }: BankMessage, outcome: PaymentOutcome): PaymentAnswer {
  return { bankReference, outcome, dossierCode: null, noticeNumber: null, outstanding: null, credit: null };
}
