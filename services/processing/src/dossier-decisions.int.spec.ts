import { SAMPLE_MODEL, sampleDecision } from './domain/spec-decision.js';
import { sampleModel } from './domain/spec-procedure.js';
import { administrator, citizen, leader, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';

const CODE = '9.400001';
/** The sample procedure, whose first step comes after a decision: its amount goes to whoever verifies. */
const asking = (decision: string, more: { effectiveFrom?: string } = {}): string =>
  sampleModel({ code: CODE, share: '=amount', ...more })
    .replace('targetRef="verify" />', 'targetRef="decide" />')
    .replace('<bpmn:serviceTask id="verify"', `<bpmn:businessRuleTask id="decide" name="Tính mức thu"><bpmn:extensionElements><zeebe:calledDecision decisionId="${decision}" resultVariable="amount" /></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f1b</bpmn:outgoing></bpmn:businessRuleTask>
    <bpmn:sequenceFlow id="f1b" sourceRef="decide" targetRef="verify" /><bpmn:serviceTask id="verify"`)
    .replace('<bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>', '<bpmn:incoming>f1b</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>');

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
  for (const [small, effectiveFrom] of [['20', '2026-01-01'], ['25', '2026-11-23']] as const)
    expect((await service.call('POST', '/decisions', administrator, { model: sampleDecision({ small, large: '50', limit: '2500000000' }), effectiveFrom })).status).toBe(201);
  expect((await service.call('POST', '/procedures', administrator, { model: asking('sample-fee') })).status).toBe(201);
});
afterAll(() => service.stop());

const decisionsOf = async (code: string, as = leader): Promise<readonly Row[]> => (await service.call('GET', `/dossiers/${code}/decisions`, as)).body.items;
const verifying = async (change: object): Promise<Readonly<{ code: string; share: unknown }>> => {
  const code = service.accept({ procedureCode: CODE, ...change });
  await service.openStep(code, 'verify');
  const { events } = await service.store().load(`instance/${code}`);
  const opened = events.find(({ type, data }) => type === 'JobOpened' && data?.element === 'verify');
  return { code, share: opened?.data.inputs.share };
};

describe('a business rule task', () => {
  it('is decided in the run by the version of the day of receipt: before the change the old one, after it the new one', async () => {
    const [before, after] = [await verifying({}), await verifying({ receivedAt: '2026-11-23T09:30:00+07:00', dueAt: '2026-12-07T09:30:00+07:00' })];
    expect([before.share, after.share]).toEqual([20, 25]);
    expect(await decisionsOf(before.code)).toMatchObject([{ evaluation: 'decide~1', element: 'decide', name: 'Tính mức thu', decision: 'sample-fee', model: SAMPLE_MODEL, version: 1, effectiveFrom: '2026-01-01', value: 20 }]);
    expect(await decisionsOf(after.code)).toMatchObject([{ version: 2, effectiveFrom: '2026-11-23', value: 25 }]);
    // What was published meanwhile, or a restart, changes nothing for either.
    await service.restart();
    expect((await verifying({})).share).toBe(20);
  });

  it('says why to the parties and to the offices, with the row that fired and its source, and to nobody else', async () => {
    const { code } = await verifying({});
    const explain = (as: typeof leader, evaluation = 'decide~1') => service.call('GET', `/dossiers/${code}/decisions/${evaluation}/explain`, as);
    expect(await explain(citizen('038000000002'))).toMatchObject({
      status: 200,
      body: { of: 'decision', about: code, value: 20, lines: [{ step: 'sample-fee', result: 20, source: { vi: 'Điều 1 mẫu' }, rule: { decision: 'sample-fee', version: 1, rule: '1', effectiveFrom: '2026-01-01' } }] },
    });
    expect((await explain(leader)).status).toBe(200);
    expect((await explain(citizen('038000000009'))).body).toMatchObject({ code: 'DOSSIER_UNKNOWN' });
    expect((await explain(leader, 'decide~9')).body).toMatchObject({ status: 404, code: 'EVALUATION_UNKNOWN' });
    expect((await service.call('GET', `/dossiers/${code}/decisions`, citizen('038000000009'))).status).toBe(404);
  });

  it('stands still with an incident where the dossier lacks what a rule asks for, and is decided when that was repaired', async () => {
    const lacking = asking('sample-fee').replaceAll(CODE, '9.400002').replaceAll('contractPrice', 'receivingUnit');
    expect((await service.call('POST', '/procedures', administrator, { model: lacking })).status).toBe(201);
    const code = service.accept({ procedureCode: '9.400002' });
    const incident = await until(`an incident of ${code}`, async () => (await service.call('GET', `/incidents?dossier=${code}`, administrator)).body.items[0]);
    expect(incident).toMatchObject({ element: 'decide', code: 'DECISION_FAILED' });
    expect(await decisionsOf(code)).toEqual([]);
    expect((await service.call('POST', `/instances/${code}/variables`, administrator, { variables: { contractPrice: 9_000_000_000 }, reason: 'Bổ sung giá hợp đồng' })).status).toBe(200);
    expect((await service.call('POST', `/incidents/${String(incident['incidentId'])}/retry`, administrator)).status).toBe(200);
    await service.openStep(code, 'verify');
    expect(await decisionsOf(code)).toMatchObject([{ value: 50, version: 1 }]);
  });
});

describe('a procedure that asks a decision', () => {
  it('is not published before the decision is, and says which step asks it', async () => {
    const refused = await service.call('POST', '/procedures', administrator, { model: asking('nobody-knows') });
    expect(refused).toMatchObject({ status: 422, body: { code: 'MODEL_REFUSED', errors: [{ path: 'decide' }] } });
    expect((await service.call('POST', '/procedures', administrator, { model: asking('sample-fee', { effectiveFrom: '2025-12-31' }) })).body).toMatchObject({ code: 'MODEL_REFUSED' });
  });
});
