import { specFor } from '@lienthong/testing';
import type { ObligationCommand } from './obligation.decider.js';
import { assessmentInput, obligationDecider } from './obligation.decider.js';
import { computedFor } from '../spec-rules.js';
import { noticeEntry } from './ledger.js';
import type { Obligation, ObligationEvent } from './obligation.js';
import { AT, CODE, colleague, FEE, LATER, NOTICE, offered, officer, papers, papersReceived, PIT, RECEIPT, slip, slipReceived, TOTAL } from './spec-samples.js';

const { given } = specFor(obligationDecider);
const fold = (...events: readonly ObligationEvent[]): Obligation => events.reduce(obligationDecider.evolve, obligationDecider.initial);

const computed = computedFor();
const ready = [papersReceived, slipReceived, offered('assess')] as const;
const assess: Extract<ObligationCommand, { type: 'AssessObligation' }> = {
  type: 'AssessObligation', at: AT, data: { dossierCode: CODE, noticeNumber: NOTICE, computed, corrections: [], reason: '', by: officer },
};
if (computed.result.kind !== 'assessed') throw new Error('the sample slip must be assessable');
const { amounts, lines } = computed.result.assessment;
const assessed: ObligationEvent = { type: 'ObligationAssessed', data: { dossierCode: CODE, amounts, total: TOTAL, lines, corrected: false, reason: '', assessedAt: AT, by: officer } };
const notice: ObligationEvent = {
  type: 'NoticeIssued', data: { dossierCode: CODE, noticeNumber: NOTICE, amount: TOTAL, issuedAt: AT, payBy: '2026-12-23', taxOffice: 'H56.T7', entry: noticeEntry(CODE, amounts) },
};
const due = [...ready, assessed, notice] as const;

function paid(amount: number, pays: number, bankReference = 'FT1', from: 'bank' | 'suspense' = 'bank'): ObligationEvent {
  const entry = [{ account: from, amount }, { account: `receivable/${CODE}` as const, amount: -pays }, { account: `credit/${CODE}` as const, amount: pays - amount }].filter((posting) => posting.amount !== 0);
  return { type: 'PaymentReceived', data: { dossierCode: CODE, noticeNumber: NOTICE, bankReference, amount, receivedAt: AT, entry } };
}
const settled = (total: number): ObligationEvent => ({ type: 'ObligationSettled', data: { dossierCode: CODE, noticeNumber: NOTICE, paid: total, receiptNumber: RECEIPT, settledAt: AT } });

describe('what arrives from the other services', () => {
  it('takes papers, slip and steps in any order, each once', () => {
    const receivePapers: ObligationCommand = { type: 'ReceivePapers', at: AT, data: papers };
    const receiveSlip: ObligationCommand = { type: 'ReceiveSlip', at: AT, data: { ...slip, dossierCode: CODE, dossierRef: papers.dossierRef } };
    given().when(receivePapers).then(papersReceived);
    given(slipReceived, papersReceived).when(receivePapers).thenNothing();
    given().when(receiveSlip).then(slipReceived);
    given(slipReceived).when(receiveSlip).thenNothing();
  });
  it('takes a second slip until the first has been assessed', () => {
    const second = { ...slip, slipNumber: '18/PCTT', dossierCode: CODE, dossierRef: papers.dossierRef };
    given(...ready).when({ type: 'ReceiveSlip', at: AT, data: second }).then({ type: 'SlipReceived', data: second });
    given(...due).when({ type: 'ReceiveSlip', at: AT, data: second }).thenNothing();
  });
  it('takes an offered step once', () => {
    const event = offered('assess') as Extract<ObligationEvent, { type: 'StepOffered' }>;
    given().when({ type: 'OfferStep', at: AT, data: event.data }).then(event);
    given(event).when({ type: 'OfferStep', at: AT, data: event.data }).thenNothing();
  });
  it('moves the date of a step that is open here, once, and of no other', () => {
    const move: ObligationCommand = { type: 'MoveStep', at: LATER, data: { dossierCode: CODE, taskId: `${CODE}~assess`, dueAt: '2026-11-30T09:00:00+07:00' } };
    const moved: ObligationEvent = { type: 'StepDateMoved', data: { ...move.data, step: 'assess', movedAt: LATER } };
    const stepClosed: ObligationEvent = { type: 'StepClosed', data: { dossierCode: CODE, taskId: `${CODE}~assess`, step: 'assess', how: 'completed', reason: '', closedAt: LATER } };
    given(offered('assess')).when(move).then(moved);
    given(offered('assess'), moved).when(move).thenNothing();
    given(offered('assess'), stepClosed).when(move).thenNothing();
    given(offered('assess')).when({ ...move, data: { ...move.data, taskId: 'another' } }).thenNothing();
    given().when(move).thenNothing();
  });
  it('closes a step once', () => {
    const close: ObligationCommand = { type: 'CloseStep', at: LATER, data: { dossierCode: CODE, taskId: `${CODE}~assess`, how: 'completed', reason: '' } };
    const closed: ObligationEvent = { type: 'StepClosed', data: { dossierCode: CODE, taskId: `${CODE}~assess`, step: 'assess', how: 'completed', reason: '', closedAt: LATER } };
    given(...ready).when(close).then(closed);
    given(...ready, closed).when(close).thenNothing();
    given(papersReceived).when(close).thenNothing();
  });
});

describe('assessing', () => {
  it('records the derivation and issues the notice in one decision, payable within thirty days', () => given(...ready).when(assess).then(assessed, notice));

  it('takes the officer\'s correction with its reason', () => {
    const decision = obligationDecider.decide({ ...assess, data: { ...assess.data, corrections: [{ kind: 'pit', amount: 0 }], reason: 'Có giấy tờ miễn thuế' } }, fold(...ready));
    expect(decision).toMatchObject({ kind: 'accepted', events: [{ data: { corrected: true, total: FEE, reason: 'Có giấy tờ miễn thuế' } }, { data: { amount: FEE } }] });
  });

  it('settles at once where nothing is owed', () => {
    const corrections = [{ kind: 'pit' as const, amount: 0 }, { kind: 'registration-fee' as const, amount: 0 }];
    const decision = obligationDecider.decide({ ...assess, data: { ...assess.data, corrections, reason: 'Miễn' } }, fold(...ready));
    expect(decision.kind === 'accepted' && decision.events.map(({ type }) => type)).toEqual(['ObligationAssessed', 'NoticeIssued', 'ObligationSettled']);
  });

  it('refuses a correction without a reason', () => given(...ready).when({ ...assess, data: { ...assess.data, corrections: [{ kind: 'pit', amount: 1 }], reason: ' ' } }).thenRejected('REASON_REQUIRED'));
  it('refuses corrections too large to be exact', () =>
    given(...ready).when({ ...assess, data: { ...assess.data, corrections: [{ kind: 'pit', amount: Number.MAX_SAFE_INTEGER }], reason: 'x' } }).thenRejected('NOT_ASSESSABLE'));
  it('refuses a slip that cannot be computed', () =>
    given(papersReceived, { type: 'SlipReceived', data: { ...slip, area: '?', dossierCode: CODE, dossierRef: '' } }, offered('assess')).when({ ...assess, data: { ...assess.data, computed: computedFor({ area: '?' }) } }).thenRejected('NOT_ASSESSABLE'));
  it('refuses figures computed from a slip that another has replaced', () =>
    given(...ready).when({ ...assess, data: { ...assess.data, computed: { ...computed, slipNumber: '16/PCTT' } } }).thenRejected('PAPERS_NOT_HERE'));
  it('refuses to guess where no table is in force', () =>
    given(...ready).when({ ...assess, data: { ...assess.data, computed: { ...computed, result: { kind: 'no-rules', decision: 'land-income-tax', day: '2014-12-31' } } } }).thenRejected('RULES_UNKNOWN'));
  it('refuses a dossier nobody told us of', () => given().when(assess).thenRejected('DOSSIER_UNKNOWN'));
  it('refuses before the step is offered', () => given(papersReceived, slipReceived).when(assess).thenRejected('STEP_NOT_OFFERED'));
  it('refuses before the slip is here', () => given(papersReceived, offered('assess')).when(assess).thenRejected('PAPERS_NOT_HERE'));
  it('refuses before the papers are here', () => given(slipReceived, offered('assess')).when(assess).thenRejected('PAPERS_NOT_HERE'));
  it('refuses an officer of another unit', () => given(...ready).when({ ...assess, data: { ...assess.data, by: { ...officer, unit: 'H56.T8' } } }).thenRejected('OTHER_UNIT'));
  it('tells the second officer who did it and when', () => {
    const decision = obligationDecider.decide({ ...assess, data: { ...assess.data, by: colleague } }, fold(...due));
    expect(decision).toMatchObject({ kind: 'rejected', rejection: { code: 'ALREADY_DONE', by: 'Cán bộ thuế mẫu Một (H56.T7)', at: AT } });
  });
  it('refuses the same officer another figure', () =>
    given(...due).when({ ...assess, data: { ...assess.data, corrections: [{ kind: 'pit', amount: 1 }], reason: 'x' } }).thenRejected('ALREADY_DONE'));
  it('stays quiet when the same officer repeats, whatever number was drawn', () => given(...due).when({ ...assess, data: { ...assess.data, noticeNumber: 'TB2026-0000124' } }).thenNothing());

  it('asks the tables of the day of receipt, as soon as papers and slip are here', () => {
    expect(assessmentInput(fold(papersReceived), false)).toBeUndefined();
    expect(assessmentInput(fold(papersReceived, slipReceived), true)).toMatchObject({ receivedOn: '2026-11-20', electronicFiling: true, contractPrice: slip.contractPrice });
  });
});

describe('a payment', () => {
  const credit = (amount: number, bankReference = 'FT1', from: 'bank' | 'suspense' = 'bank'): ObligationCommand => ({ type: 'CreditPayment', at: AT, data: { dossierCode: CODE, bankReference, amount, from } });

  it('of all that is owed settles', () => given(...due).when(credit(TOTAL)).then(paid(TOTAL, TOTAL), settled(TOTAL)));
  it('of a part does not', () => given(...due).when(credit(PIT)).then(paid(PIT, PIT)));
  it('of the other part settles', () => given(...due, paid(PIT, PIT)).when(credit(FEE, 'FT2')).then(paid(FEE, FEE, 'FT2'), settled(TOTAL)));
  it('of one đồng too little does not', () => given(...due, paid(PIT, PIT)).when(credit(FEE - 1, 'FT2')).then(paid(FEE - 1, FEE - 1, 'FT2')));
  it('of too much keeps the rest as credit', () => given(...due).when(credit(TOTAL + 7)).then(paid(TOTAL + 7, TOTAL), settled(TOTAL + 7)));
  it('after the settlement is credit', () => given(...due, paid(TOTAL, TOTAL), settled(TOTAL)).when(credit(5, 'FT2')).then(paid(5, 0, 'FT2')));
  it('out of suspense leaves it', () => given(...due).when(credit(TOTAL, 'FT1', 'suspense')).then(paid(TOTAL, TOTAL, 'FT1', 'suspense'), settled(TOTAL)));
  it('stays quiet when it is told again', () => given(...due, paid(PIT, PIT)).when(credit(PIT)).thenNothing());
  it('finds no notice before there is one', () => given(...ready).when(credit(1)).thenRejected('NOTICE_NOT_ISSUED'));
  it('is one too many after two hundred', () =>
    given(...due, ...Array.from({ length: 200 }, (_, index) => paid(1, 1, `P${index}`))).when(credit(1, 'P200')).thenRejected('TOO_MANY_PAYMENTS'));
  it('refuses a sum that could not be exact', () => {
    const most = Number.MAX_SAFE_INTEGER - 1;
    given(...due, paid(most, TOTAL), settled(most)).when(credit(2, 'FT2')).thenRejected('SUM_TOO_LARGE');
  });
});

describe('a refund', () => {
  const refund = (amount: number, bankReference = 'FT1', reason = 'Nộp thừa'): ObligationCommand => ({ type: 'RefundPayment', at: LATER, data: { dossierCode: CODE, bankReference, amount, reason, by: officer } });
  const overpaid = [...due, paid(TOTAL + 100, TOTAL), settled(TOTAL + 100)] as const;
  const refunded = (amount: number): ObligationEvent => ({
    type: 'PaymentRefunded',
    data: { dossierCode: CODE, bankReference: 'FT1', amount, reason: 'Nộp thừa', refundedAt: LATER, by: officer, entry: [{ account: `credit/${CODE}`, amount }, { account: 'bank', amount: -amount }] },
  });

  it('returns what was paid too much', () => given(...overpaid).when(refund(100)).then(refunded(100)));
  it('refuses more than the credit and says how much there is', () => {
    expect(obligationDecider.decide(refund(101), fold(...overpaid))).toMatchObject({ kind: 'rejected', rejection: { code: 'REFUND_EXCEEDS_CREDIT', available: 100 } });
  });
  it('refuses the same credit twice', () => given(...overpaid, refunded(100)).when(refund(1)).thenRejected('REFUND_EXCEEDS_CREDIT'));
  it('refuses a payment that was never made', () => given(...overpaid).when(refund(1, 'FT9')).thenRejected('PAYMENT_UNKNOWN'));
  it('refuses to give no reason', () => given(...overpaid).when(refund(1, 'FT1', ' ')).thenRejected('REASON_REQUIRED'));
});

describe('a dossier that ends without its result', () => {
  const cancel: ObligationCommand = { type: 'CancelObligation', at: LATER, data: { dossierCode: CODE, outcome: 'withdrawn' } };
  const cancelled = (entry: Extract<ObligationEvent, { type: 'ObligationCancelled' }>['data']['entry']): ObligationEvent => ({ type: 'ObligationCancelled', data: { dossierCode: CODE, outcome: 'withdrawn', cancelledAt: LATER, entry } });
  const revenue = [{ account: 'revenue/pit' as const, amount: PIT }, { account: 'revenue/registration-fee' as const, amount: FEE }];

  it('owes nothing before a notice', () => given(...ready).when(cancel).then(cancelled([])));
  it('owes nothing after it', () => given(...due).when(cancel).then(cancelled([...revenue, { account: `receivable/${CODE}`, amount: -TOTAL }])));
  it('has what it paid as credit', () =>
    given(...due, paid(PIT, PIT)).when(cancel).then(cancelled([...revenue, { account: `receivable/${CODE}`, amount: -FEE }, { account: `credit/${CODE}`, amount: -PIT }])));
  it('takes a late payment as credit, without settling', () => given(...due, cancelled([...revenue, { account: `receivable/${CODE}`, amount: -TOTAL }]))
    .when({ type: 'CreditPayment', at: AT, data: { dossierCode: CODE, bankReference: 'FT1', amount: TOTAL, from: 'bank' } }).then(paid(TOTAL, 0)));
  it('refuses to be assessed', () => given(...ready, cancelled([])).when(assess).thenRejected('STEP_NOT_OFFERED'));
  it('stays quiet the second time, and where nothing is known', () => {
    given(...ready, cancelled([])).when(cancel).thenNothing();
    given().when(cancel).thenNothing();
  });
});
