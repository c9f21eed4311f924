import type { TokenClaims } from '@lienthong/testing';
import { administrator, citizen, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';

// The interlinked birth group 3.000722, as it comes with the release, through the service: codes, facts, who sees what.

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

const staff = (agency: string, unit: string, role: string): TokenClaims => ({ sub: `sample-${agency}-${role}`, name: 'Cán bộ mẫu', agency, unit, roles: [role] });
const civil = staff('civil-status', 'H56.17.1', 'officer');
const mayor = staff('civil-status', 'H56.17.1', 'leader');
const police = staff('police', 'H56.31', 'officer');
const clerk = staff('one-stop', 'H56.17', 'clerk');
const integrator: TokenClaims = { sub: 'sample-vneid', name: 'VNeID mẫu', agency: 'vneid', unit: 'G01.899', roles: ['integrator'] };

const units = { 'civil-status': 'H56.17.1', police: 'H56.31', insurance: 'H56.41', tax: 'H56.T7' };
const content = { childName: 'Trẻ mẫu', childBornOn: '2026-11-18', birthNoticeNumber: 'CS-0001', householdHead: '038000000003', residenceAddress: 'Thôn mẫu', wantsIdentityCard: false };
/** Received on Friday 20/11/2026 at 15:30: three working days end on Wednesday. */
const open = (): string => service.accept({
  procedureCode: '3.000722', dueAt: '2026-11-25T15:30:00+07:00', competentUnits: units, content, applicant: { name: 'Công dân mẫu A', identifier: '038000000001' },
  transferor: undefined, transferee: undefined, contractPrice: undefined,
});

type Child = Readonly<{ dossierCode: string; process: string; status: string; dueAt: string; ended: Row | null }>;
const childrenOf = async (code: string): Promise<readonly Child[]> => ((await service.call('GET', `/instances/${code}`, administrator)).body['children'] as readonly Child[] | undefined) ?? [];
const child = (code: string, process: string): Promise<Child> => until(`child ${process} of ${code}`, async () => (await childrenOf(code)).find((each) => each.process === process));
async function does(who: TokenClaims, code: string, element: string, variables: object = {}): Promise<void> {
  const step = await service.openStep(code, element);
  expect((await service.call('POST', `/tasks/${String(step['taskId'])}/claim`, who)).status).toBe(200);
  expect((await service.call('POST', `/tasks/${String(step['taskId'])}/completion`, who, { variables })).status).toBe(200);
}
async function born(code: string): Promise<string> {
  const { dossierCode } = await child(code, 'birth');
  await does(civil, dossierCode, 'register-birth', { isRegistered: true, personalId: '038226000001' });
  await does(mayor, dossierCode, 'sign-birth');
  return dossierCode;
}

describe('a case with child dossiers', () => {
  it('gives each body a dossier with a code, a clock and a result of its own', async () => {
    const code = open();
    const birth = await child(code, 'birth');
    expect(birth).toMatchObject({ dossierCode: expect.stringMatching(/^H56\.17\.1-20261120-000000\d$/), procedure: '1.001193', agency: 'civil-status', unit: 'H56.17.1', dueAt: '2026-11-23T15:30:00+07:00', ended: null });
    expect((await service.call('GET', `/instances/${birth.dossierCode}`, civil)).body).toMatchObject({ parent: code, case: code, procedure: '1.001193', status: 'open' });
    // Nobody asks the parents again: what they said in the case is in the body's form, with its source.
    const { form } = (await service.call('GET', `/tasks/${String((await service.openStep(birth.dossierCode, 'register-birth'))['taskId'])}`, civil)).body;
    expect(form).toMatchObject({ data: { childName: 'Trẻ mẫu' }, sources: expect.arrayContaining([expect.objectContaining({ field: 'childName', kind: 'case', words: { vi: `hồ sơ liên thông ${code}`, en: `the interlinked dossier ${code}` } })]) });
    await born(code);
    const [residence, insurance] = [await child(code, 'residence'), await child(code, 'insurance')];
    expect([residence.dossierCode, insurance.dossierCode]).toEqual([expect.stringMatching(/^H56\.31-\d{8}-0000001$/), expect.stringMatching(/^H56\.41-\d{8}-0000001$/)]);
    expect((await service.call('POST', '/messages', integrator, { name: 'household-head-confirmed', correlationKey: residence.dossierCode, variables: { agrees: true } })).status).toBe(202);
    await does(police, residence.dossierCode, 'verify-residence', { isGranted: false });
    await until('the refusal', async () => ((await child(code, 'residence')).ended === null ? undefined : true));
    expect((await child(code, 'residence')).ended).toMatchObject({ outcome: 'residence-refused', name: 'Từ chối đăng ký thường trú' });
    // One child's refusal does not undo the others.
    expect(await childrenOf(code)).toMatchObject([{ process: 'birth', ended: null }, { process: 'residence' }, { process: 'insurance', ended: null }]);
    expect((await service.call('GET', `/instances/${insurance.dossierCode}`, administrator)).body).toMatchObject({ status: 'open', open: [{ element: 'issue-insurance-card', agency: 'insurance' }] });
  });

  it('that is set right sets right what its bodies have begun with: the officer of an open step sees the old and the new', async () => {
    const code = open();
    const { dossierCode } = await child(code, 'birth');
    const { taskId } = await service.openStep(dossierCode, 'register-birth');
    const task = async () => (await service.call('GET', `/tasks/${String(taskId)}`, civil)).body;
    expect(await task()).toMatchObject({ corrections: [], form: { data: { childName: 'Trẻ mẫu' } } });
    service.happen('intake', 'lienthong.intake.v1.DossierSupplemented', code, '2026-11-20T16:00:00+07:00', { code, corrected: ['content.childName'], reason: 'Ghi nhầm tên đệm', content: { ...content, childName: 'Trẻ sửa mẫu' } });
    const seen = await until('the correction', async () => { const body = await task(); return (body['corrections'] as readonly Row[]).length > 0 ? body : undefined; });
    expect(seen).toMatchObject({
      inputs: { childName: 'Trẻ sửa mẫu' }, form: { data: { childName: 'Trẻ sửa mẫu' } },
      corrections: [{ reason: 'Ghi nhầm tên đệm', by: { name: 'Bộ phận một cửa' }, corrections: [{ field: 'childName', label: { vi: 'Họ, chữ đệm, tên', en: 'Full name' }, before: 'Trẻ mẫu', after: 'Trẻ sửa mẫu' }] }],
    });
    await does(civil, dossierCode, 'register-birth', { isRegistered: true, personalId: '038226000009' });
    // The completed form brings back nothing of what was wrong.
    const { events } = await service.store().load(`instance/${dossierCode}`);
    expect(events.filter(({ type }) => type === 'JobInputsCorrected')).toHaveLength(1);
    expect(events.slice(events.findIndex(({ type }) => type === 'JobInputsCorrected')).filter(({ data }) => JSON.stringify(data).includes('"Trẻ mẫu"'))).toEqual([]);
  });

  it('is one dossier to the log: its children’s facts bear its reference and name the child', async () => {
    const code = open();
    const { dossierCode } = await child(code, 'birth');
    const asService = { ...administrator, roles: ['service'] };
    const facts = JSON.parse((await service.call('GET', `/feed?after=0&limit=500&subject=${code}`, asService)).text) as readonly { type: string; subject: string; dossierref: string; data: Row }[];
    const ofChild = facts.filter(({ data }) => data['dossierCode'] === dossierCode);
    expect(ofChild.map(({ type }) => type.split('.').at(-1)).filter((type) => type !== 'WarningGiven')).toEqual(['InstanceStarted', 'TaskOffered']);
    expect(ofChild[0]?.data).toMatchObject({ parentDossierCode: code, procedureCode: '1.001193', name: 'Đăng ký khai sinh', nameEn: 'Birth registration', agency: 'civil-status', unit: 'H56.17.1', dueAt: '2026-11-23T15:30:00+07:00' });
    expect(new Set(facts.map(({ dossierref }) => dossierref)).size).toBe(1);
    expect(facts[0]?.data).not.toHaveProperty('parentDossierCode');
  });

  it('is shown to its parties as a whole, and to each body that acts in it; an office without a part in it sees nothing', async () => {
    const code = open();
    const { dossierCode } = await child(code, 'birth');
    const statusOf = async (path: string, as: TokenClaims) => (await service.call('GET', path, as)).status;
    for (const [as, whole, one] of [
      [citizen('038000000001'), 200, 200], [citizen('038000000002'), 404, 404], [civil, 200, 200], [police, 200, 200], [clerk, 200, 200],
      [staff('police', 'H56.32', 'officer'), 404, 404], [staff('tax', 'H56.T7', 'officer'), 404, 404],
    ] as const) expect([as, await statusOf(`/dossiers/${code}/case`, as), await statusOf(`/dossiers/${dossierCode}/due-date`, as)]).toEqual([as, whole, one]);
    expect((await service.call('GET', `/dossiers/${code}/case`, citizen('038000000001'))).body).toMatchObject({ dossierCode: code, status: 'open', dueAt: '2026-11-25T15:30:00+07:00', children: [{ dossierCode, dueAt: '2026-11-23T15:30:00+07:00' }] });
  });

  it('that is withdrawn ends what its bodies still do for it', async () => {
    const code = open();
    await born(code);
    const residence = await child(code, 'residence');
    service.happen('intake', 'lienthong.intake.v1.DossierWithdrawn', code, '2026-11-24T09:00:00+07:00', { code, reason: 'mẫu' });
    await until('the end of the children', async () => ((await childrenOf(code)).every(({ ended }) => ended !== null) ? true : undefined));
    expect((await service.call('GET', `/instances/${residence.dossierCode}`, administrator)).body).toMatchObject({ status: 'terminated', open: [], timers: [] });
    expect((await service.store().pool.query('select 1 from subscription where case_code = $1', [code])).rowCount).toBe(0);
  });

  it('never gives a code twice, also after a restart', async () => {
    const before = await Promise.all([open(), open(), open()].map((code) => child(code, 'birth')));
    await service.restart();
    const after = await Promise.all([open(), open()].map((code) => child(code, 'birth')));
    const codes = [...before, ...after].map(({ dossierCode }) => dossierCode);
    expect(new Set(codes).size).toBe(5);
  });
});
