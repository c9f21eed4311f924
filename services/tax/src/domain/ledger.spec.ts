import fc from 'fast-check';
import type { Balances, Entry } from './ledger.js';
import { cancellationEntry, creditOf, isBalanced, noticeEntry, outstandingOf, paymentEntry, posted, refundEntry, suspenseEntry } from './ledger.js';
import { computedFor } from '../spec-rules.js';
import { obligationDecider } from './obligation.decider.js';
import type { ObligationCommand } from './obligation.decider.js';
import type { Obligation, ObligationEvent } from './obligation.js';
import { AT, CODE, NOTICE, offered, officer, papersReceived, slipReceived, TOTAL } from './spec-samples.js';

const owed = (pit: number, fee: number) => [
  { kind: 'pit' as const, legalPayer: 'transferor' as const, base: 0, rate: '0.02', amount: pit },
  { kind: 'registration-fee' as const, legalPayer: 'transferee' as const, base: 0, rate: '0.005', amount: fee },
];

describe('entries', () => {
  it('of a notice make its amounts receivable', () => {
    expect(noticeEntry(CODE, owed(20, 5))).toEqual([
      { account: `receivable/${CODE}`, amount: 25 }, { account: 'revenue/pit', amount: -20 }, { account: 'revenue/registration-fee', amount: -5 },
    ]);
  });
  it('of a payment pay what is owed first; the rest is credit', () => {
    expect(paymentEntry(CODE, 30, 25, 'bank')).toEqual([{ account: 'bank', amount: 30 }, { account: `receivable/${CODE}`, amount: -25 }, { account: `credit/${CODE}`, amount: -5 }]);
    expect(paymentEntry(CODE, 10, 25, 'suspense')).toEqual([{ account: 'suspense', amount: 10 }, { account: `receivable/${CODE}`, amount: -10 }]);
  });
  it('leave out postings of nothing', () => {
    expect(noticeEntry(CODE, owed(0, 0))).toEqual([]);
  });

  it('always sum to zero', () => {
    const money = fc.integer({ min: 0, max: 10 ** 13 });
    fc.assert(fc.property(money, money, money, money, (pit, fee, amount, outstanding) => {
      const entries: readonly Entry[] = [
        noticeEntry(CODE, owed(pit, fee)), paymentEntry(CODE, amount, outstanding, 'bank'), paymentEntry(CODE, amount, outstanding, 'suspense'),
        suspenseEntry(amount), refundEntry(CODE, amount), cancellationEntry(CODE, owed(pit, fee), outstanding),
      ];
      expect(entries.every(isBalanced)).toBe(true);
    }));
  });
});

type Act = Readonly<{ pay: number } | { refund: number; of: number } | { cancel: true }>;

const acts = fc.array(fc.oneof(
  { weight: 6, arbitrary: fc.record({ pay: fc.integer({ min: 1, max: 2 * TOTAL }) }) },
  { weight: 3, arbitrary: fc.record({ refund: fc.integer({ min: 1, max: TOTAL }), of: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.constant({ cancel: true as const }) },
), { maxLength: 12 });

function commandOf(act: Act, index: number): ObligationCommand {
  if ('pay' in act) return { type: 'CreditPayment', at: AT, data: { dossierCode: CODE, bankReference: `FT${index}`, amount: act.pay, from: 'bank' } };
  if ('refund' in act) return { type: 'RefundPayment', at: AT, data: { dossierCode: CODE, bankReference: `FT${act.of}`, amount: act.refund, reason: 'Nộp thừa', by: officer } };
  return { type: 'CancelObligation', at: AT, data: { dossierCode: CODE, outcome: 'withdrawn' } };
}

const assess: ObligationCommand = { type: 'AssessObligation', at: AT, data: { dossierCode: CODE, noticeNumber: NOTICE, computed: computedFor(), corrections: [], reason: '', by: officer } };

/** Every command in turn on what the ones before led to. */
function played(commands: readonly ObligationCommand[]): Readonly<{ state: Obligation; events: readonly ObligationEvent[] }> {
  return commands.reduce<Readonly<{ state: Obligation; events: readonly ObligationEvent[] }>>(({ state, events }, command) => {
    const decision = obligationDecider.decide(command, state);
    const added = decision.kind === 'accepted' ? decision.events : [];
    return { state: added.reduce(obligationDecider.evolve, state), events: [...events, ...added] };
  }, { state: [papersReceived, slipReceived, offered('assess')].reduce(obligationDecider.evolve, obligationDecider.initial), events: [] });
}

const entriesOf = (events: readonly ObligationEvent[]): readonly Entry[] => events.flatMap(({ data }) => ('entry' in data ? [data.entry] : []));

describe('whatever is paid, refunded and cancelled', () => {
  const forAnyActs = (check: (state: Obligation, events: readonly ObligationEvent[]) => void): void =>
    fc.assert(fc.property(acts, (sequence) => {
      const { state, events } = played([assess, ...sequence.map(commandOf)]);
      check(state, events);
    }), { numRuns: 300 });

  it('every entry and the ledger as a whole sum to zero', () => forAnyActs((state, events) => {
    expect(entriesOf(events).every(isBalanced)).toBe(true);
    expect(Object.values<number>(state.balances).reduce((sum, amount) => sum + amount, 0)).toBe(0);
    expect(entriesOf(events).reduce<Balances>(posted, {})).toEqual(state.balances);
  }));

  it('nothing is owed, credited or held below zero', () => forAnyActs((state) => {
    expect([outstandingOf(state.balances, CODE), creditOf(state.balances, CODE), state.balances.bank ?? 0].every((amount) => amount >= 0)).toBe(true);
  }));

  it('the bank account holds what was paid less what was refunded', () => forAnyActs((state) => {
    expect(state.balances.bank ?? 0).toBe(state.payments.reduce((sum, { amount, refunded }) => sum + amount - refunded, 0));
  }));

  it('it is settled once, in the moment in which the ledger says that nothing is owed, and never otherwise', () => forAnyActs((state, events) => {
    let balances: Balances = {};
    let cancelled = false;
    for (const event of events) {
      const before = outstandingOf(balances, CODE);
      if ('entry' in event.data) balances = posted(balances, event.data.entry);
      if (event.type === 'ObligationCancelled') cancelled = true;
      const next = events[events.indexOf(event) + 1];
      const paidOff = event.type === 'PaymentReceived' && !cancelled && before > 0 && outstandingOf(balances, CODE) === 0;
      expect(next?.type === 'ObligationSettled').toBe(paidOff);
    }
    expect(events.filter(({ type }) => type === 'ObligationSettled').length).toBeLessThanOrEqual(1);
    if (state.status === 'settled') expect(outstandingOf(state.balances, CODE)).toBe(0);
  }));

  it('a payment seen twice counts once', () => {
    fc.assert(fc.property(acts, (sequence) => {
      const once = played([assess, ...sequence.map(commandOf)]);
      const twice = played([assess, ...sequence.flatMap((act, index) => ('pay' in act ? [commandOf(act, index), commandOf(act, index)] : [commandOf(act, index)]))]);
      expect(twice.events).toEqual(once.events);
    }));
  });
});
