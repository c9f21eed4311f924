import { InstanceCompletedSchema, InstanceStartedSchema, ProcedurePublishedSchema, TaskOfferedSchema } from '@lienthong/contracts';
import { citizen, startIntake, type Intake } from './spec-intake.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await intake.processing.publish(ProcedurePublishedSchema, BIRTH, {
    code: BIRTH, version: 1, nameVi: 'Liên thông khai sinh (mẫu)', nameEn: 'Interlinked birth group (sample)', effectiveFrom: '2026-01-01', limit: { duration: 'P3D', unit: 'working' },
    calendar: 'vn-h56-2026', publishedAt: '2026-01-01T00:00:00+07:00', components: [{ code: 'TP1', nameVi: 'Tờ khai', nameEn: 'Application', mandatory: true, originals: 1 }],
    variables: ['code', 'childName', 'wantsIdentityCard'],
  });
  await intake.until(() => intake.call('GET', '/procedures'), ({ body }) => body.items?.length === 1);
});
afterAll(() => intake.stop());

const BIRTH = '3.000722';
const form = {
  procedureCode: BIRTH, applicant: { name: 'Công dân mẫu A', identifier: '038000000001' }, content: { childName: 'Trẻ mẫu', wantsIdentityCard: true },
  components: [{ code: 'TP1', originals: 1 }],
};

describe('a case that is no transfer', () => {
  it('is submitted with the words of its own form, and told to the others with them', async () => {
    const { status, body } = await intake.call('POST', '/dossiers', { body: form });
    expect(status).toBe(201);
    expect((await intake.call('POST', '/dossiers', { body: form })).body).toMatchObject({ code: body.code, existing: true });
    expect((await intake.call('POST', `/dossiers/${body.code}/acceptance`, { body: {} })).status).toBe(200);
    const accepted = (await intake.facts()).find(({ type }) => type === 'lienthong.intake.v1.DossierAccepted');
    expect(accepted?.['data']).toMatchObject({ applicant: { identifier: '038000000001' }, content: form.content, recipient: { name: 'Công dân mẫu A' } });
    expect(accepted?.['data']).not.toHaveProperty('parcel');
    expect((await intake.call('GET', `/dossiers/${body.code}`, { as: citizen('038000000001') })).status).toBe(200);
    expect((await intake.call('GET', `/dossiers/${body.code}`, { as: citizen('038000000002') })).status).toBe(404);
  });

  it('is refused with the names of what is missing, and of values that no form has', async () => {
    const { content: _, ...without } = form;
    expect((await intake.call('POST', '/dossiers', { body: without })).body).toMatchObject({ status: 422, code: 'FIELD_MISSING' });
    for (const content of [[], { childName: 'x'.repeat(2_001), wantsIdentityCard: true }, { childName: [[[[[['mẫu']]]]]], wantsIdentityCard: true }]) {
      expect([content, (await intake.call('POST', '/dossiers', { body: { ...form, content } })).body.code]).toEqual([content, 'VALIDATION_FAILED']);
    }
  });

  it('shows the citizen what other bodies do for it, until each of them has ended', async () => {
    const { body: { code } } = await intake.call('POST', '/dossiers', { body: { ...form, content: { childName: 'Trẻ mẫu hai', wantsIdentityCard: false } } });
    await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} });
    const childCode = 'H56.17.1-20261120-0000001';
    await intake.processing.publish(InstanceStartedSchema, code, {
      dossierCode: childCode, parentDossierCode: code, procedureCode: '1.001193', procedureVersion: 1, startedAt: '2026-11-20T09:00:00+07:00', dueAt: '2026-11-23T09:00:00+07:00',
      name: 'Đăng ký khai sinh', nameEn: 'Birth registration', agency: 'civil-status', unit: 'H56.17.1',
    });
    await intake.processing.publish(TaskOfferedSchema, code, { taskId: `${childCode}~register~1`, dossierCode: childCode, element: 'register', name: 'Đăng ký', agency: 'civil-status', unit: 'H56.17.1', offeredAt: '2026-11-20T09:00:00+07:00', dossierState: 4 });
    await intake.processing.publish(InstanceCompletedSchema, code, { dossierCode: childCode, parentDossierCode: code, outcome: 'birth-not-possible', outcomeName: 'Từ chối đăng ký khai sinh', completedAt: '2026-11-20T10:00:00+07:00' });
    const { body } = await intake.until(() => intake.call('GET', `/dossiers/${code}`), ({ body: dossier }) => dossier.children?.[0]?.ended !== null && dossier.children?.length === 1);
    expect(body).toMatchObject({ state: { code: 2 }, work: [], children: [{ childCode, agency: 'civil-status', name: { vi: 'Đăng ký khai sinh' }, ended: { outcome: 'birth-not-possible', name: 'Từ chối đăng ký khai sinh' } }] });

    await intake.processing.publish(TaskOfferedSchema, code, { taskId: `${childCode}~refuse~1`, dossierCode: childCode, element: 'refuse', type: 'intake.refuse', name: 'Từ chối', agency: 'one-stop', unit: 'H56.17', offeredAt: '2026-11-20T11:00:00+07:00' });
    const parked = { sub: 'sample-admin', name: 'Quản trị mẫu', agency: 'intake', unit: '', roles: ['administrator'] };
    await intake.until(() => intake.call('GET', `/parked?key=${code}`, { as: parked }), ({ body: page }) => page.items?.[0]?.code === 'WORK_UNKNOWN');
  });
});
