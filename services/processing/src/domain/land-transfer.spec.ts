import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  instanceDecider, notStarted, publishModel, type Corrections, type Definition, type InstanceCommand, type InstanceDecision, type InstanceEvent, type InstanceState, type Officer, type Variables,
} from '@lienthong/bpmn';
import { deepFreeze } from '@lienthong/testing';

// Procedure 1.013831 as a story: who has the dossier, why, and what moves it on.

const MODEL = readFileSync(new URL('../../procedures/1.013831/land-transfer.bpmn', import.meta.url), 'utf8');

const PARCEL = { mapSheet: '12', parcelNumber: '345', commune: '27103', certificateNumber: 'BX 123456' };
const RECEIVED = { parcel: PARCEL, contractPrice: 3_000_000_000 };

const officer = (name: string, role: string, agency = 'land-registry'): Officer => ({ subject: name, name, agency, roles: [role] });
const CHECKER = officer('Người kiểm tra', 'checker');
const LEADER = officer('Lãnh đạo', 'leader');
const TAX_OFFICER = officer('Cán bộ thuế', 'officer', 'tax');

/** One dossier; the day is 20/11/2026 until a step says otherwise. */
function dossier(definition: Definition) {
  const decider = instanceDecider(definition);
  let state: InstanceState = deepFreeze(notStarted);
  let day = '2026-11-20';
  const happened: InstanceEvent[] = [];
  const decide = (command: Pick<InstanceCommand, 'type' | 'data'>): InstanceDecision => {
    const decision = decider.decide(deepFreeze({ ...command, at: `${day}T09:00:00+07:00` } as InstanceCommand), state);
    if (decision.kind === 'accepted') {
      for (const event of decision.events) state = deepFreeze(decider.evolve(state, deepFreeze(event)));
      happened.push(...decision.events);
    }
    return decision;
  };
  const act = (type: InstanceCommand['type'], data: object): void => {
    const decision = decide({ type, data } as InstanceCommand);
    assert.equal(decision.kind, 'accepted', JSON.stringify(decision));
  };
  const story = {
    received: (variables: Variables) => act('StartInstance', { variables }),
    on: (date: string) => void (day = date),
    fact: (name: string, variables: Variables = {}, corrects?: Corrections) => act('CorrelateFact', { fact: `lienthong.${name}`, variables, ...(corrects && { corrects }) }),
    does(by: Officer, element: string) {
      const jobKey = Object.keys(state.jobs).find((key) => key.startsWith(`${element}#`)) ?? assert.fail(`${element} is not open`);
      act('ClaimTask', { jobKey, by });
      act('CompleteTask', { jobKey, by, variables: {} });
    },
    repaired(variables: Variables) {
      const by = { subject: 'admin', name: 'Quản trị' };
      act('SetVariables', { variables, by, reason: 'Bổ sung' });
      for (const incidentKey of Object.keys(state.incidents)) act('RetryIncident', { incidentKey, by });
    },
    passes30Days(element: string) {
      const { timerKey, dueAt } = Object.values(state.timers).find((timer) => timer.element === element) ?? assert.fail(`${element} is not running`);
      day = dueAt.slice(0, 10);
      act('FireTimer', { timerKey });
    },
    decide,
    /** The one step that is open: element, agency, role, dossier state, and whether the clock stands. */
    waits() {
      const jobs = Object.values(state.jobs).map(({ element, agency, role, dossierState, suspendsClock }) => [element, agency, role, dossierState, suspendsClock?.ground ?? 'counts']);
      assert.ok(jobs.length <= 1, 'a land transfer is in one place at a time');
      return jobs[0] ?? null;
    },
    inputs: () => Object.values(state.jobs)[0]?.inputs,
    changes: () => happened.flatMap((event) => (event.type === 'VariablesSet' && event.data.reason !== null ? [event.data] : [])),
    outcome: () => happened.flatMap((event) => (event.type === 'InstanceCompleted' ? [[event.data.outcome, event.data.dossierState]] : []))[0] ?? null,
    verified: () => story.fact('land_registry.v1.ParcelVerified', { parcel: '12/345' }),
    cannotBeVerified: (remedy: string, reason: string) => story.fact('land_registry.v1.ParcelVerificationFailed', { remedy, reason }),
    upToPayment() {
      story.verified();
      story.fact('land_registry.v1.TransferSlipIssued', { slipNumber: '12/PCTT' });
      story.fact('tax.v1.NoticeIssued', { noticeNumber: 'TB-7', amount: 75_000_000, payBy: '2026-12-20' });
    },
    upToResult() {
      story.fact('tax.v1.ObligationSettled', { paid: 75_000_000 });
      story.fact('land_registry.v1.CertificateIssued', { certificateNumber: 'CS 0001' });
      story.does(CHECKER, 'check');
      story.does(LEADER, 'sign');
    },
  };
  return story;
}

async function published(): Promise<Definition> {
  const compilation = await publishModel(MODEL);
  return compilation.kind === 'compiled' ? compilation.definition : assert.fail(JSON.stringify(compilation.findings, null, 2));
}

describe('a transfer of land-use rights (1.013831)', () => {
  it('goes on by what the citizen sets right, wherever it is read after that; what the procedure does not ask for is not kept', async () => {
    const story = dossier(await published());
    story.received(RECEIVED);
    story.cannotBeVerified('supplement', 'Sai số tờ bản đồ');
    const parcel = { ...PARCEL, mapSheet: '21' };
    const corrects: Corrections = { variables: { parcel, contractPrice: 2_900_000_000, income: 5 }, by: { subject: 'intake', name: 'Bộ phận một cửa' }, reason: 'Ghi nhầm' };
    story.fact('intake.v1.DossierSupplemented', { components: [] }, corrects);
    expect([story.waits()?.[0], story.inputs()]).toEqual(['verify', { parcel }]);
    story.verified();
    expect(story.inputs()).toEqual({ parcel, contractPrice: 2_900_000_000 });
    expect(story.changes()).toEqual([{ variables: { parcel, contractPrice: 2_900_000_000 }, by: corrects.by, reason: 'Ghi nhầm' }]);
  });

  it('is published: ten working days, its papers, and every step with its limit', async () => {
    const { procedure, steps } = await published();
    expect(procedure).toMatchObject({ code: '1.013831', limit: 'P10D', calendar: 'vn-h56-2026', owner: 'land-registry' });
    expect(procedure?.components.filter(({ mandatory }) => mandatory).map(({ code }) => code)).toEqual(['TP1', 'TP2', 'TP3', 'TP5', 'TP6', 'TP7']);
    expect(steps.filter(({ nameEn }) => nameEn === '')).toEqual([]);
    expect(steps.filter(({ counts }) => counts).map(({ element, agency, limit }) => [element, agency, limit])).toEqual([
      ['verify', 'land-registry', 'P2D'],
      ['refuse', 'one-stop', 'PT4H'],
      ['issue-slip', 'land-registry', 'P1D'],
      ['assess', 'tax', 'P1D'],
      ['register', 'land-registry', 'P1D'],
      ['check', 'land-registry', 'P1D'],
      ['sign', 'land-registry', 'P1D'],
      ['hand-over', 'one-stop', 'P1D'],
    ]);
  });

  it('goes from the counter through the land registry and the tax office, and back by post', async () => {
    const story = dossier(await published());
    story.received({ ...RECEIVED, returnManner: 'post' });
    expect(story.waits()).toEqual(['verify', 'land-registry', 'officer', 4, 'counts']);
    expect(story.inputs()).toEqual({ parcel: PARCEL });

    story.verified();
    expect(story.waits()).toEqual(['issue-slip', 'land-registry', 'officer', 4, 'counts']);
    story.fact('land_registry.v1.TransferSlipIssued', { slipNumber: '12/PCTT' });
    expect(story.waits()).toEqual(['assess', 'tax', 'officer', 4, 'counts']);

    story.fact('tax.v1.ObligationAssessed', { total: 75_000_000 });
    expect(story.waits()?.[0]).toBe('assess');
    story.fact('tax.v1.NoticeIssued', { noticeNumber: 'TB-7', amount: 75_000_000, payBy: '2026-12-20' });
    expect(story.waits()).toEqual(['await-payment', 'tax', null, 6, 'financial-obligation']);
    expect(story.inputs()).toEqual({ noticeNumber: 'TB-7', amountDue: 75_000_000, payBy: '2026-12-20' });

    story.fact('tax.v1.PaymentReceived', { amount: 1_000 });
    expect(story.waits()?.[0]).toBe('await-payment');
    story.fact('tax.v1.ObligationSettled', { paid: 75_000_000 });
    expect(story.waits()).toEqual(['register', 'land-registry', 'officer', 4, 'counts']);

    story.fact('land_registry.v1.CertificateIssued', { certificateNumber: 'CS 0001' });
    expect(story.waits()).toEqual(['check', 'land-registry', 'checker', 4, 'counts']);
    story.does(CHECKER, 'check');
    expect(story.waits()).toEqual(['sign', 'land-registry', 'leader', 4, 'counts']);
    story.does(LEADER, 'sign');

    expect(story.waits()).toEqual(['deliver', 'postal', 'clerk', 9, 'counts']);
    story.fact('postal.v1.ItemDelivered', { itemCode: 'EA123456785VN' });
    expect([story.waits(), story.outcome()]).toEqual([null, ['returned', 10]]);
  });

  it.each(['counter', ''])('is handed over at the one-stop when that was wished (%j)', async (returnManner) => {
    const story = dossier(await published());
    story.received({ ...RECEIVED, returnManner });
    story.upToPayment();
    story.upToResult();
    expect(story.waits()).toEqual(['hand-over', 'one-stop', 'clerk', 9, 'counts']);
    expect(story.inputs()).toEqual({ certificateNumber: 'CS 0001' });
    story.fact('intake.v1.ResultReturned', { manner: 'counter' });
    expect(story.outcome()).toEqual(['returned', 10]);
  });

  it('comes back to the counter when the post could not deliver', async () => {
    const story = dossier(await published());
    story.received({ ...RECEIVED, returnManner: 'post' });
    story.upToPayment();
    story.upToResult();
    story.fact('postal.v1.ItemReturned', { reason: 'Người nhận vắng nhà' });
    expect(story.waits()?.[0]).toBe('hand-over');
    story.fact('intake.v1.ResultReturned');
    expect(story.outcome()).toEqual(['returned', 10]);
  });

  it('waits for a supplement with the clock standing, and is verified again', async () => {
    const story = dossier(await published());
    story.received({ ...RECEIVED, returnManner: 'counter' });
    story.cannotBeVerified('supplement', 'Thiếu mảnh trích đo');
    expect(story.waits()).toEqual(['request-supplement', 'one-stop', 'clerk', 5, 'supplement']);
    expect(story.inputs()).toEqual({ reason: 'Thiếu mảnh trích đo' });
    story.fact('intake.v1.DossierSupplemented');
    expect(story.waits()).toEqual(['verify', 'land-registry', 'officer', 4, 'counts']);
    story.cannotBeVerified('supplement', 'Sai diện tích');
    story.fact('intake.v1.DossierSupplemented');
    story.upToPayment();
    expect(story.waits()?.[0]).toBe('await-payment');
  });

  it('is stopped when the supplement does not come within 30 days', async () => {
    const story = dossier(await published());
    story.received({ ...RECEIVED, returnManner: 'counter' });
    story.cannotBeVerified('supplement', 'Thiếu mảnh trích đo');
    story.passes30Days('supplement-overdue');
    expect([story.waits(), story.outcome()]).toEqual([null, ['stopped', 8]]);
  });

  it('is refused by the one-stop, with the land registry’s reason, when nothing can mend it', async () => {
    const story = dossier(await published());
    story.received({ ...RECEIVED, returnManner: 'counter' });
    story.cannotBeVerified('refusal', 'Đất đang có tranh chấp');
    expect(story.waits()).toEqual(['refuse', 'one-stop', 'clerk', 4, 'counts']);
    expect(story.inputs()).toEqual({ reason: 'Đất đang có tranh chấp' });
    story.fact('intake.v1.DossierRefused');
    expect(story.outcome()).toEqual(['refused', 8]);
  });

  it('stays open when nobody pays: after 30 days the tax office reminds, and the wait goes on', async () => {
    const story = dossier(await published());
    story.received({ ...RECEIVED, returnManner: 'counter' });
    story.upToPayment();
    story.passes30Days('payment-overdue');
    expect(story.waits()).toEqual(['remind', 'tax', 'officer', 6, 'financial-obligation']);
    story.does(TAX_OFFICER, 'remind');
    expect(story.waits()).toEqual(['await-payment', 'tax', null, 6, 'financial-obligation']);
    story.passes30Days('payment-overdue');
    story.fact('tax.v1.ObligationSettled', { paid: 75_000_000 });
    expect(story.waits()?.[0]).toBe('register');
  });

  it('does not forget a payment that comes while the notice is held up by an incident', async () => {
    const story = dossier(await published());
    story.received({ ...RECEIVED, returnManner: 'counter' });
    story.verified();
    story.fact('land_registry.v1.TransferSlipIssued', { slipNumber: '12/PCTT' });
    story.fact('tax.v1.NoticeIssued', { noticeNumber: 'TB-7', payBy: '2026-12-20' });
    expect(story.waits()).toBeNull();
    story.fact('tax.v1.ObligationSettled', { paid: 75_000_000 });
    story.repaired({ amount: 75_000_000 });
    expect(story.waits()?.[0]).toBe('register');
  });

  it('is nobody else’s to check: the leader signs, the checker checks', async () => {
    const story = dossier(await published());
    story.received({ ...RECEIVED, returnManner: 'counter' });
    story.upToPayment();
    story.fact('tax.v1.ObligationSettled');
    story.fact('land_registry.v1.CertificateIssued', { certificateNumber: 'CS 0001' });
    expect(story.decide({ type: 'ClaimTask', data: { jobKey: 'check#1', by: LEADER } })).toMatchObject({ rejection: { code: 'NOT_A_CANDIDATE' } });
  });

  it('without knowing how to return the result it stops before the choice, not behind a guess', async () => {
    const story = dossier(await published());
    story.received(RECEIVED);
    story.upToPayment();
    story.upToResult();
    expect([story.waits(), story.outcome()]).toEqual([null, null]);
  });
});
