import type { TokenClaims } from '@lienthong/testing';
import { announcements } from './adapters/messaging/announce.js';
import { sampleModel } from './domain/spec-procedure.js';
import { administrator, citizen, leader, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

async function timersOf(code: string): Promise<number> {
  const { rows } = await service.store().pool.query<{ count: string }>(`select count(*) from log.timers where starts_with(id, $1) and payload ->> 'kind' <> 'deadline'`, [code]);
  return Number(rows[0]?.count);
}

describe('a dossier on its way', () => {
  it('goes from receipt to end, one append per run, and its clock stands still while the citizen pays', async () => {
    const code = service.accept();
    expect(await service.openStep(code, 'verify')).toMatchObject({ agency: 'land-registry', unit: 'H56.23', role: 'officer', dossierState: 4, dueAt: '2026-11-24T15:30:00+07:00' });
    service.verify(code);
    await service.openStep(code, 'await-payment');
    expect((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body).toMatchObject({ status: 'suspended', dueAt: '2026-12-04T15:30:00+07:00', suspension: { ground: 'financial-obligation' } });
    service.pay(code);
    await service.openStep(code, 'sign');
    const due = (await service.call('GET', `/dossiers/${code}/due-date`, leader)).body;
    // Mon 23/11 09:00 to Wed 25/11 09:00 are two working days.
    expect(due).toMatchObject({ status: 'running', promisedDueAt: '2026-12-04T15:30:00+07:00', dueAt: '2026-12-08T15:30:00+07:00' });
    expect(Date.parse(String(due['dueAt']))).toBe(Date.parse(String(due['receivedAt'])) + 60_000 * due.derivation.reduce((sum, line) => sum + line.movesMinutes, 0));

    const id = `${code}~sign~1`;
    const claimed = await service.call('POST', `/tasks/${id}/claim`, leader);
    expect(claimed.status).toBe(200);
    const completed = await service.call('POST', `/tasks/${id}/completion`, leader, { variables: {} });
    expect(completed.status).toBe(200);
    expect((await service.call('GET', `/instances/${code}`, leader)).body).toMatchObject({ status: 'completed', open: [] });
    expect((await service.store().load(`clock/${code}`)).events.map(({ type }) => type).filter((type) => type !== 'WarningGiven')).toEqual(['ClockStarted', 'ClockSuspended', 'ClockResumed', 'DueDateMoved', 'ClockStopped']);
    // By the time this runs the dates of these steps may have passed, and warnings with them.
    const facts = (await service.store().readFacts({ after: 0, limit: 1000, dossier: code })).filter(({ type }) => type !== 'WarningGiven');
    expect(facts.map(({ type }) => type)).toEqual([
      'InstanceStarted', 'JobOpened', 'JobCompleted', 'JobOpened', 'ClockSuspended', 'JobCompleted', 'JobOpened', 'ClockResumed', 'DueDateMoved', 'JobCompleted', 'InstanceCompleted',
    ]);
    expect(facts[2]?.cause).toMatch(/^lienthong\.local\/land-registry#\d+$/);
    const tasks = await service.call('GET', `/tasks?min-position=${completed.headers.get('position')}`, leader);
    expect(tasks.body.items.some((task) => task['dossierCode'] === code)).toBe(false);
  });

  it('hears a fact twice and a fact that nobody awaits without a second effect', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    service.verify(code);
    service.verify(code);
    service.happen('tax', 'lienthong.tax.v1.PaymentReceived', code, '2026-11-23T10:00:00+07:00');
    await service.openStep(code, 'await-payment');
    service.pay(code);
    await service.openStep(code, 'sign');
    const { events } = await service.store().load(`instance/${code}`);
    expect(events.filter(({ type }) => type === 'JobCompleted')).toHaveLength(2);
  });

  it('is shown to the offices that act for it and its due date to its parties; for others it is not there', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    const statusOf = async (path: string, as: TokenClaims) => (await service.call('GET', path, as)).status;
    for (const [as, dueDate, instance] of [
      [leader, 200, 200], [{ ...leader, unit: 'H56.24' }, 404, 404], [administrator, 200, 200], [citizen('038000000001'), 200, 403], [citizen('038000000002'), 200, 403], [citizen('038000000009'), 404, 403],
    ] as const) expect([as, await statusOf(`/dossiers/${code}/due-date`, as), await statusOf(`/instances/${code}`, as)]).toEqual([as, dueDate, instance]);
    const { body } = await service.call('GET', `/dossiers/${code}/due-date`, citizen('038000000001'));
    expect(body.derivation.length).toBeGreaterThan(0);
  });

  it('is announced to whoever reads the feed', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    const asService = { sub: 'land-registry', name: 'land-registry', agency: 'land-registry', unit: '', roles: ['service'] };
    const facts = JSON.parse((await service.call('GET', `/feed?after=0&limit=500&subject=${code}`, asService)).text) as readonly Row[];
    expect(facts.map((fact) => fact['type']).filter((type) => type !== 'lienthong.processing.v1.WarningGiven')).toEqual(['lienthong.processing.v1.InstanceStarted', 'lienthong.processing.v1.TaskOffered']);
    expect(facts[1]).toMatchObject({
      source: 'lienthong.local/processing', subject: code,
      data: {
        taskId: `${code}~verify~1`, dossierCode: code, element: 'verify', name: 'Thẩm định', nameEn: 'Verify', kind: 'TASK_KIND_SERVICE', type: 'land-registry.verify-parcel', agency: 'land-registry', unit: 'H56.23',
        role: 'officer', inputs: { contractPrice: 2_000_000_000 }, dueAt: '2026-11-24T15:30:00+07:00', dossierState: 4, completedBy: ['lienthong.land_registry.v1.ParcelVerified'],
      },
    });
  });

  it('is stopped by a timer when the citizen does not pay, once, and not when they do', async () => {
    const HASTY = '9.000003';
    await service.call('POST', '/procedures', administrator, { model: sampleModel({ code: HASTY, unpaidAfter: 'PT1S' }) });
    const unpaid = service.accept({ procedureCode: HASTY });
    await service.openStep(unpaid, 'verify');
    service.verify(unpaid);
    await until('the end', async () => (await service.call('GET', `/instances/${unpaid}`, administrator)).body['status'] === 'completed' || undefined);
    const { events } = await service.store().load(`instance/${unpaid}`);
    expect(events.filter(({ type }) => type === 'TimerFired')).toMatchObject([{ actor: 'clock', data: { at: '2026-11-23T09:00:01.000+07:00' } }]);
    expect(events.at(-1)).toMatchObject({ type: 'InstanceCompleted', data: { outcome: 'stopped' } });

    const paid = service.accept();
    await service.openStep(paid, 'verify');
    service.verify(paid);
    await service.openStep(paid, 'await-payment');
    expect(await timersOf(paid)).toBe(1);
    service.pay(paid);
    await service.openStep(paid, 'sign');
    expect([await timersOf(paid), await timersOf(unpaid)]).toEqual([0, 0]);
  });

  it('ends with a withdrawal', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    service.happen('intake', 'lienthong.intake.v1.DossierWithdrawn', code, '2026-11-24T09:00:00+07:00', { code, reason: 'mẫu' });
    await until('the end', async () => (await service.call('GET', `/instances/${code}`, administrator)).body['status'] === 'terminated' || undefined);
    expect((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body).toMatchObject({ status: 'stopped' });
  });

  it('parks a receipt whose date the calendar does not give, with the reason', async () => {
    const code = service.accept({ dueAt: '2026-12-03T15:30:00+07:00' });
    const parked = await until('the park', async () => (await service.call('GET', `/parked?key=${code}`, administrator)).body.items[0]);
    expect(parked).toMatchObject({ code: 'DUE_DATE_DISAGREES', key: code });
    expect((await service.call('GET', `/dossiers/${code}/due-date`, leader)).status).toBe(404);
  });
});

describe('an incident', () => {
  const BROKEN = '9.000002';
  it('waits for the agency that has to act, and is tried again after a repair', async () => {
    await service.call('POST', '/procedures', administrator, { model: sampleModel({ code: BROKEN, share: '=1000 / contractPrice' }) });
    const code = service.accept({ procedureCode: BROKEN, contractPrice: '0' });
    const id = `${code}~incident~1`;
    const incident = await until('the incident', async () => (await service.call('GET', '/incidents', administrator)).body.items.find((item) => item['dossierCode'] === code));
    expect(incident).toMatchObject({ incidentId: id, element: 'verify', code: 'INPUT_FAILED', owner: 'land-registry', text: { vi: expect.stringContaining('share') } });
    const told = (await service.store().readFacts({ after: 0, limit: 1000, dossier: code })).find(({ type }) => type === 'IncidentRaised')!;
    const { text } = told.data as { text: { vi: string; en: string } };
    expect(announcements.render(told, 'lienthong.local/processing').data).toMatchObject({ reason: text.vi, reasonEn: text.en });
    expect((await service.call('GET', '/incidents', leader)).body.items.map((item) => item['incidentId'])).toContain(id);
    expect((await service.call('GET', '/incidents', { ...leader, agency: 'tax' })).body.items).toEqual([]);
    expect((await service.call('GET', `/incidents?dossier=${code}`, leader)).body.items.map((item) => item['incidentId'])).toEqual([id]);
    expect((await service.call('GET', '/incidents?dossier=H56.17-20261125-9999', leader)).body.items).toEqual([]);

    expect((await service.call('POST', `/incidents/${id}/retry`, { ...leader, agency: 'tax' })).body).toMatchObject({ status: 403, code: 'NOT_A_CANDIDATE' });
    expect((await service.call('POST', `/incidents/${code}~incident~9/retry`, leader)).body).toMatchObject({ status: 404, code: 'INCIDENT_UNKNOWN' });
    // Nothing has changed, so the second try raises it again, under a new id.
    expect((await service.call('POST', `/incidents/${id}/retry`, leader)).status).toBe(200);
    expect((await service.call('GET', `/instances/${code}`, leader)).body['incidents']).toMatchObject([{ incidentId: `${code}~incident~2` }]);

    expect((await service.call('POST', `/instances/${code}/variables`, administrator, { variables: { contractPrice: 4 }, reason: 'Giá đã được xác minh lại' })).status).toBe(200);
    const retried = await service.call('POST', `/incidents/${code}~incident~2/retry`, leader);
    expect((await service.openStep(code, 'verify'))['agency']).toBe('land-registry');
    expect((await service.call('GET', `/incidents?min-position=${retried.headers.get('position')}`, leader)).body.items).toEqual([]);
    expect((await service.store().load(`instance/${code}`)).events.find(({ type }) => type === 'JobOpened')?.data.inputs).toEqual({ contractPrice: 4, share: 250 });
  });

  it('is what a procedure that goes in circles comes to, with everything that led there in one append', async () => {
    const CIRCLING = '9.000004';
    const circle = `<bpmn:sequenceFlow id="f1" sourceRef="received" targetRef="again" />
      <bpmn:exclusiveGateway id="again"><bpmn:incoming>f1</bpmn:incoming><bpmn:incoming>back</bpmn:incoming><bpmn:outgoing>on</bpmn:outgoing></bpmn:exclusiveGateway>
      <bpmn:sequenceFlow id="on" sourceRef="again" targetRef="enough" />
      <bpmn:exclusiveGateway id="enough" default="f1b"><bpmn:incoming>on</bpmn:incoming><bpmn:outgoing>back</bpmn:outgoing><bpmn:outgoing>f1b</bpmn:outgoing></bpmn:exclusiveGateway>
      <bpmn:sequenceFlow id="back" sourceRef="enough" targetRef="again"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=contractPrice &gt; 5</bpmn:conditionExpression></bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="f1b" sourceRef="enough" targetRef="verify" />`;
    const model = sampleModel({ code: CIRCLING }).replace('<bpmn:sequenceFlow id="f1" sourceRef="received" targetRef="verify" />', circle).replace('<bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2', '<bpmn:incoming>f1b</bpmn:incoming><bpmn:outgoing>f2');
    expect((await service.call('POST', '/procedures', administrator, { model })).status).toBe(201);
    const code = service.accept({ procedureCode: CIRCLING });
    const incident = await until('the incident', async () => (await service.call('GET', '/incidents', administrator)).body.items.find((item) => item['dossierCode'] === code));
    expect(incident).toMatchObject({ code: 'ENDLESS_LOOP', owner: 'one-stop' });
  });

  it('is repaired by administrators only, with a reason', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    expect((await service.call('POST', `/instances/${code}/variables`, leader, { variables: {}, reason: 'Không có thẩm quyền' })).status).toBe(403);
    expect((await service.call('POST', `/instances/${code}/variables`, administrator, { variables: {}, reason: '' })).body['code']).toBe('VALIDATION_FAILED');
  });
});

