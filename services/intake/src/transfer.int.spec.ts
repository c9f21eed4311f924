import { InstanceCompletedSchema, TaskDateMovedSchema, TaskWithdrawnSchema } from '@lienthong/contracts';
import {
  accepted, application, citizen, CLERK, CLERK_ELSEWHERE, deliver, eventsOf, issueCertificate, LAND_OFFICER, LEADER, offer, POST_CLERK, publishProcedure, SECOND_CLERK, startIntake, stateOf, submitted, type Answer, type Intake,
} from './spec-intake.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake);
});
afterAll(async () => { await intake.stop(); });

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');

describe('a dossier through intake', () => {
  it('goes from the counter to the hand-over, following the procedure', async () => {
    const body = application();
    const submission = await intake.call('POST', '/dossiers', { body });
    expect(submission).toMatchObject({ status: 201, body: { existing: false } });
    const { code } = submission.body;
    expect(code).toMatch(new RegExp(`^H56\\.17-${today()}-\\d{4,}$`));
    expect(submission.headers.get('location')).toBe(`/dossiers/${code}`);

    const acceptance = await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {}, headers: { 'if-match': submission.headers.get('etag')! } });
    expect(acceptance).toMatchObject({ status: 200, body: { code, receipt: { form: '01', dossierCode: code, receivedBy: CLERK.name, components: [{ code: 'TP1', originals: 1 }, { code: 'TP2' }] } } });
    expect(acceptance.body.dueAt > acceptance.body.receivedAt).toBe(true);
    const seen = await intake.call('GET', `/dossiers/${code}`, { headers: { 'min-position': acceptance.headers.get('position')! } });
    expect(seen.body).toMatchObject({ code, state: { code: 2, vi: 'Được tiếp nhận' }, receipt: { procedureVersion: 1, calendar: 'vn-h56-2026' } });
    expect(seen.headers.get('etag')).toBe(acceptance.headers.get('etag'));

    await offer(intake, code, { type: 'land-registry.verify-parcel', agency: 'land-registry', dossierState: 4 });
    await offer(intake, code, { type: 'tax.await-payment', agency: 'tax', dossierState: 6 });
    await offer(intake, code, { type: 'intake.hand-over-result', dossierState: 9 });
    const tasks = await intake.call('GET', `/tasks?dossier=${code}`);
    expect(tasks.body).toMatchObject({ items: [{ taskId: `${code}~intake.hand-over-result`, dossierCode: code, type: 'intake.hand-over-result', agency: 'one-stop', unit: 'H56.17' }], next: null });
    const handOver = await intake.call('POST', `/dossiers/${code}/hand-over`, { body: { receiver: { name: 'Công dân mẫu B', identifier: '038000000002' } } });
    expect(handOver.status).toBe(200);
    expect((await intake.call('GET', `/tasks?dossier=${code}&min-position=${handOver.body.position}`)).body.items).toEqual([]);
    const rating = await intake.call('POST', `/dossiers/${code}/rating`, { as: citizen('038000000002'), body: { criteria: [2, 2, 2, 2, 2, 2, 2, 2, 1] } });
    expect(rating.status).toBe(200);
    expect(await eventsOf(intake, code)).toEqual(['DossierSubmitted', 'DossierAccepted', 'StateFollowed', 'StateFollowed', 'StateFollowed', 'WorkOffered', 'ResultReturned', 'ServiceRated']);
  });

  it('announces what the other agencies need, and keeps the rest', async () => {
    const code = await accepted(intake, { returnManner: 'post' });
    await offer(intake, code, { type: 'postal.deliver-result', agency: 'postal', dossierState: 9 });
    await deliver(intake, code);
    await stateOf(intake, code, 10);
    const { events } = await intake.store.load(`dossier/${code}`);
    expect(events.filter(({ factNumber }) => factNumber !== null).map(({ type }) => type)).toEqual(['DossierSubmitted', 'DossierAccepted', 'ResultReturned']);
    expect(events.every(({ dossier }) => dossier?.code === code && /^[0-9a-f]{64}$/.test(dossier.ref))).toBe(true);
    expect(events.at(-1)?.cause).toMatch(/^lienthong\.local\/postal#\d+$/);
    const feed = await intake.call('GET', `/feed?subject=${code}`, { as: { sub: 'audit', agency: 'audit', unit: '', roles: ['service'] } });
    expect(feed.body.map(({ type }: { type: string }) => type)).toEqual(['lienthong.intake.v1.DossierSubmitted', 'lienthong.intake.v1.DossierAccepted', 'lienthong.intake.v1.ResultReturned']);
    expect(feed.body[1].data).toMatchObject({ contractPrice: '1200000000', returnManner: 'RETURN_MANNER_POST', competentUnits: { 'land-registry': 'H56.23', tax: 'H56.T7' }, parcel: { mapSheet: '12' } });
    expect(feed.body[2].data).toMatchObject({ manner: 'RETURN_MANNER_POST', itemCode: 'RR473124829VN' });
  });

  it('asks for a supplement at the counter, and again when appraisal wants one', async () => {
    const code = await submitted(intake, { components: [{ code: 'TP1', originals: 1 }] });
    const ask = await intake.call('POST', `/dossiers/${code}/supplement-requests`, { body: { items: ['TP2'], reason: 'Thiếu bản chính hợp đồng' } });
    expect(ask.status).toBe(200);
    const given = await intake.call('POST', `/dossiers/${code}/supplements`, { as: citizen('038000000001'), body: { components: [{ code: 'TP2', originals: 1 }] } });
    expect(given.status).toBe(200);
    expect((await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} })).status).toBe(200);

    await offer(intake, code, { type: 'land-registry.verify-parcel', agency: 'land-registry', dossierState: 4 });
    await offer(intake, code, { type: 'intake.request-supplement', dossierState: 5, inputs: { reason: 'Số thửa không khớp bản đồ địa chính' } });
    const waiting = await stateOf(intake, code, 5);
    expect(waiting).toMatchObject({ supplement: { stage: 'appraisal', reason: 'Số thửa không khớp bản đồ địa chính' }, work: [{ type: 'intake.request-supplement' }] });
    const again = await intake.call('POST', `/dossiers/${code}/supplements`, { body: { components: [{ code: 'TP3', copies: 1 }] } });
    expect(again.status).toBe(200);
    expect(await stateOf(intake, code, 4)).toMatchObject({ supplement: null, work: [] });
  });

  it('refuses with the reason that appraisal proposes and a clerk words', async () => {
    const code = await accepted(intake);
    await offer(intake, code, { type: 'intake.refuse', dossierState: 4, inputs: { reason: 'Đất đang có tranh chấp' } });
    const { body: { items: [task] } } = await intake.call('GET', `/tasks?type=intake.refuse&dossier=${code}`);
    expect(task).toMatchObject({ dossierCode: code, inputs: { reason: 'Đất đang có tranh chấp' } });
    expect((await intake.call('POST', `/dossiers/${code}/refusal`, { body: { reason: task.inputs.reason } })).status).toBe(200);
    expect(await stateOf(intake, code, 8)).toMatchObject({ ending: { kind: 'refused', text: 'Đất đang có tranh chấp' }, work: [] });
  });

  it('shows its own work under the date that the legal clock moved it to', async () => {
    const code = await accepted(intake);
    await offer(intake, code, { type: 'intake.refuse', dossierState: 4 });
    const dueAt = async (): Promise<unknown> => (await intake.call('GET', `/tasks?dossier=${code}`)).body.items[0]?.dueAt;
    for (const [step, to] of [['intake.refuse', '2026-12-09T17:00:00+07:00'], ['land-registry.verify-parcel', '2026-12-24T17:00:00+07:00'], ['intake.refuse', '2026-12-10T17:00:00+07:00']] as const) {
      await intake.processing.publish(TaskDateMovedSchema, code, { taskId: `${code}~${step}`, dossierCode: code, element: 'step', from: '2026-12-01T17:00:00+07:00', to, movedAt: '2026-11-26T08:00:00+07:00' });
    }
    await intake.until(dueAt, (due) => due === '2026-12-10T17:00:00+07:00');
    expect((await eventsOf(intake, code)).slice(-3)).toEqual(['WorkOffered', 'WorkDateMoved', 'WorkDateMoved']);
  });

  it('stops when the procedure does, and takes back work that is no longer wanted', async () => {
    const code = await accepted(intake);
    await offer(intake, code, { type: 'intake.request-supplement', dossierState: 5, inputs: { reason: 'Thiếu tờ khai thuế' } });
    await intake.processing.publish(TaskWithdrawnSchema, code, { taskId: `${code}~intake.request-supplement`, dossierCode: code });
    await intake.processing.publish(InstanceCompletedSchema, code, { dossierCode: code, outcome: 'stopped', dossierState: 8 });
    expect(await stateOf(intake, code, 8)).toMatchObject({ work: [], ending: { kind: 'stopped' } });
  });

  it('cannot be withdrawn once the land office has registered it, and a withdrawal that crossed that comes to nothing', async () => {
    const withdraw = (code: string) => intake.call('POST', `/dossiers/${code}/withdrawal`, { as: citizen('038000000001'), body: { reason: 'Không bán nữa' } });
    const [late, crossed] = [await accepted(intake), await accepted(intake)];
    await issueCertificate(intake, late);
    await stateOf(intake, late, 4);
    expect(await withdraw(late)).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED', whatToDo: expect.stringContaining('AA 00000001') } });

    expect((await withdraw(crossed)).status).toBe(200);
    await issueCertificate(intake, crossed);
    expect(await stateOf(intake, crossed, 4)).toMatchObject({ ending: null, decision: { certificateNumber: 'AA 00000001' } });
    await offer(intake, crossed, { type: 'intake.hand-over-result', dossierState: 9 });
    expect((await intake.call('POST', `/dossiers/${crossed}/hand-over`, { body: { receiver: { name: 'Công dân mẫu B', identifier: '038000000002' } } })).status).toBe(200);
  });

  it('is where it was after a restart', async () => {
    const code = await accepted(intake);
    await intake.restart();
    await offer(intake, code, { type: 'land-registry.verify-parcel', agency: 'land-registry', dossierState: 4 });
    expect(await eventsOf(intake, code)).toEqual(['DossierSubmitted', 'DossierAccepted', 'StateFollowed']);
  });
});

describe('the same request twice', () => {
  const online = (changes: object) => ({ as: citizen('038000000001'), body: { ...changes, contractPrice: 5 } });

  it('is one dossier, whatever the channel, until that ends', async () => {
    const body = application();
    const first = await intake.call('POST', '/dossiers', { body });
    for (const call of [online(body), { as: POST_CLERK, body }, { as: CLERK_ELSEWHERE, body }]) {
      expect(await intake.call('POST', '/dossiers', call)).toMatchObject({ status: 200, body: { code: first.body.code, existing: true } });
    }
    await intake.call('POST', `/dossiers/${first.body.code}/withdrawal`, { as: citizen('038000000002'), body: { reason: 'Hai bên thôi chuyển nhượng' } });
    const next = await intake.call('POST', '/dossiers', online(body));
    expect(next.status).toBe(201);
    expect(next.body.code).not.toBe(first.body.code);
  });

  it('is one dossier when ten clerks hand it in at once', async () => {
    const body = application();
    const answers = await Promise.all(Array.from({ length: 10 }, () => intake.call('POST', '/dossiers', { body })));
    expect(new Set(answers.map((answer) => answer.body.code)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
  });

  it('is the first answer again with the same Idempotency-Key, and refused with another body', async () => {
    const body = application();
    const headers = { 'idempotency-key': 'sample-key-1' };
    const first = await intake.call('POST', '/dossiers', { body, headers });
    const again = await intake.call('POST', '/dossiers', { body, headers });
    expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([201, first.body, 'true']);
    expect(await intake.call('POST', '/dossiers', { body: application(), headers })).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });
});

describe('dossier codes', () => {
  it('are never given twice, however many clerks submit at once', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => intake.call('POST', '/dossiers', { body: application() })));
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(new Set(answers.map(({ body }) => body.code)).size).toBe(60);
  });

  it('bear the unit and begin again in each', async () => {
    const { body: { code } } = await intake.call('POST', '/dossiers', { as: { ...CLERK, unit: 'H56.99' }, body: application() });
    expect(code).toBe(`H56.99-${today()}-0001`);
  });
});

describe('who sees a dossier', () => {
  it('is its unit, leaders above, its parties, and the agencies it goes to: in lists, alone, and by its receipt', async () => {
    const code = await accepted(intake);
    await stateOf(intake, code, 2);
    for (const [as, status] of [
      [CLERK, 200], [SECOND_CLERK, 200], [LEADER, 200], [LAND_OFFICER, 200], [citizen('038000000001'), 200], [citizen('038000000002'), 200],
      [CLERK_ELSEWHERE, 404], [citizen('038000000009'), 404], [{ ...LAND_OFFICER, unit: 'H56.99' }, 404], [{ ...LEADER, unit: 'H57' }, 404],
    ] as const) {
      const [one, receipt, list] = await Promise.all([`/dossiers/${code}`, `/dossiers/${code}/receipt`, `/dossiers?q=${code}`].map((path) => intake.call('GET', path, { as })));
      expect([as, one!.status, receipt!.status, list!.body.items.length]).toEqual([as, status, status, status === 200 ? 1 : 0]);
    }
  });

  it('is the post’s business only if it comes or goes by post', async () => {
    const [byPost, atCounter] = [await accepted(intake, { returnManner: 'post' }), await accepted(intake)];
    await Promise.all([stateOf(intake, byPost, 2), stateOf(intake, atCounter, 2)]);
    const statusOf = async (code: string) => (await intake.call('GET', `/dossiers/${code}`, { as: POST_CLERK })).status;
    expect([await statusOf(byPost), await statusOf(atCounter)]).toEqual([200, 404]);
  });

  it('pages without losing or repeating any', async () => {
    const as = { ...CLERK, unit: 'H56.77' };
    const codes = await Promise.all(Array.from({ length: 7 }, () => submitted(intake, {}, as)));
    await intake.until(() => intake.call('GET', '/dossiers', { as }), ({ body }) => body.items.length === 7);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: Answer = await intake.call('GET', `/dossiers?limit=3&cursor=${cursor}`, { as });
      seen.push(...body.items.map((row: { code: string }) => row.code));
      cursor = body.next;
    }
    expect(seen.toSorted()).toEqual(codes.toSorted());
  });

  it('prints form 01 in Vietnamese, with what people wrote as text', async () => {
    const code = await accepted(intake, { submitter: { name: '<script>alert(1)</script>', identifier: '038000000001' } });
    const page = await intake.until(() => intake.call('GET', `/dossiers/${code}/receipt?format=html`), ({ status }) => status === 200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const text of [code, 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', 'Hợp đồng chuyển nhượng', '10 ngày làm việc', '&lt;script&gt;']) expect(page.body).toContain(text);
    expect(page.body).not.toContain('<script>');
  });
});
