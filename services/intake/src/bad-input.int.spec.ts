import { application, accepted, citizen, CLERK, CLERK_ELSEWHERE, LAND_OFFICER, publishProcedure, SECOND_CLERK, startIntake, submitted, type Answer, type Call, type Intake } from './spec-intake.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake);
});
afterAll(async () => { await intake.stop(); });

/** Refused with this code, in both languages, each with a sentence that says what to do. */
async function refused(path: string, call: Call, status: number, code: string): Promise<Answer> {
  const vietnamese = await intake.call('POST', path, call);
  expect([path, vietnamese.status, vietnamese.body.code]).toEqual([path, status, code]);
  const english = await intake.call('POST', path, { ...call, headers: { ...call.headers, 'accept-language': 'en' } });
  expect([english.status, english.body.code]).toEqual([status, code]);
  expect(vietnamese.body.whatToDo.length).toBeGreaterThan(10);
  expect(english.body.whatToDo).not.toBe(vietnamese.body.whatToDo);
  expect(`${vietnamese.body.whatToDo}${english.body.whatToDo}`).not.toMatch(/[{}]|undefined/);
  return vietnamese;
}

const submit = (changes: object, status: number, code: string, as = CLERK) => refused('/dossiers', { as, body: application(changes) }, status, code);
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

describe('an application that cannot be taken in', () => {
  it('asks for a procedure nobody published', () => submit({ procedureCode: '9.999999' }, 422, 'PROCEDURE_UNKNOWN'));
  it('was handed in before its procedure began', () => submit({ submittedAt: '2025-12-31T10:00:00+07:00' }, 422, 'PROCEDURE_NOT_IN_FORCE'));
  it('lacks a mandatory component: turned back online, and not accepted at the counter', async () => {
    const components = [{ code: 'TP1', originals: 1 }];
    const online = await submit({ components }, 422, 'COMPONENT_MISSING', citizen('038000000001'));
    expect(online.body.errors).toEqual([{ path: 'components.TP2', message: 'Thiếu “Hợp đồng chuyển nhượng”' }]);
    expect(online.body.whatToDo).toContain('Hợp đồng chuyển nhượng');
    const code = await submitted(intake, { components });
    await refused(`/dossiers/${code}/acceptance`, { body: {} }, 422, 'COMPONENT_MISSING');
  });
  it('has a component of another procedure', () => submit({ components: [{ code: 'XX9', originals: 1 }] }, 422, 'COMPONENT_UNKNOWN'));
  it('lies in the future, at submission and at receipt', async () => {
    const answer = await submit({ submittedAt: tomorrow() }, 422, 'DATE_IN_FUTURE');
    expect(answer.body.whatToDo).toContain('submittedAt');
    const code = await submitted(intake);
    await refused(`/dossiers/${code}/acceptance`, { body: { receivedAt: tomorrow() } }, 422, 'DATE_IN_FUTURE');
    await refused(`/dossiers/${code}/acceptance`, { body: { receivedAt: '2026-01-05T10:00:00+07:00' } }, 422, 'RECEIVED_BEFORE_SUBMITTED');
  });
  it('comes by a channel that is not the requester’s, or from a stranger', async () => {
    await submit({ channel: 'counter' }, 422, 'CHANNEL_NOT_YOURS', citizen('038000000001'));
    await submit({}, 403, 'NOT_A_PARTY', citizen('038000000009'));
  });
});

describe('fields of another shape', () => {
  it.each([
    ['transferor.identifier', { transferor: { name: 'Công dân mẫu', identifier: '03800000000' } }, 'phải là số định danh cá nhân 12 chữ số, hoặc mã số thuế 10 hay 13 chữ số', 'must be a personal identification number of 12 digits, or a tax code of 10 or 13'],
    ['transferee.identifier', { transferee: { name: 'Công dân mẫu', identifier: '03800000000A' } }, 'phải là số định danh cá nhân', 'must be a personal identification number'],
    ['contractPrice', { contractPrice: -1 }, 'phải lớn hơn 0 đồng', 'must be more than 0 đồng'],
    ['contractPrice', { contractPrice: 0 }, 'phải lớn hơn 0 đồng', 'must be more than 0 đồng'],
    ['contractPrice', { contractPrice: 1_000_000.5 }, 'phải là số nguyên đồng', 'must be a whole number of đồng'],
    ['contractPrice', { contractPrice: '1200000000' }, 'phải là số nguyên đồng', 'must be a whole number of đồng'],
    ['contractPrice', { contractPrice: 2 ** 53 }, 'không được quá', 'must be 9007199254740991 or less'],
    ['submittedAt', { submittedAt: '2026-02-30T10:00:00+07:00' }, 'phải là ngày giờ theo RFC 3339', 'must be a time by RFC 3339'],
    ['submittedAt', { submittedAt: '2026-13-45T10:00:00+07:00' }, 'phải là ngày giờ theo RFC 3339', 'must be a time by RFC 3339'],
    ['procedureCode', { procedureCode: 'một' }, 'phải là mã thủ tục', 'must be the code of a procedure'],
    ['components.0.files', { components: [{ code: 'TP1', files: ['../../etc/passwd'] }] }, 'phải là mã SHA-256', 'must be the SHA-256'],
    ['components.0.originals', { components: [{ code: 'TP1', originals: -1 }] }, '“thành phần hồ sơ 1, số bản chính” phải từ 0 trở lên', 'must be 0 or more'],
    ['isAdmin', { isAdmin: true }, 'không phải là trường được nhận', 'is not a field that is taken'],
  ])('names %s in both languages', async (path, changes, vi, en) => {
    const body = application(changes);
    for (const [language, text] of [['vi', vi], ['en', en]] as const) {
      const answer = await intake.call('POST', '/dossiers', { body, headers: { 'accept-language': language } });
      expect([answer.status, answer.body.code]).toEqual([422, 'VALIDATION_FAILED']);
      expect(answer.body.errors.filter((error: { path: string }) => error.path === path)).toContainEqual({ path, message: expect.stringContaining(text) });
    }
  });
});

describe('a command on a dossier', () => {
  it('refuses one that does not exist', () => refused('/dossiers/H56.17-20260101-9999/acceptance', { body: {} }, 404, 'DOSSIER_UNKNOWN'));
  it('refuses the clerk of another unit, and tells a second clerk who took it and when', async () => {
    const code = await submitted(intake);
    await refused(`/dossiers/${code}/acceptance`, { as: CLERK_ELSEWHERE, body: {} }, 403, 'NOT_YOUR_DOSSIER');
    const first = await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} });
    const second = await refused(`/dossiers/${code}/acceptance`, { as: SECOND_CLERK, body: {} }, 409, 'ALREADY_ACCEPTED');
    expect(second.body.whatToDo).toContain(`${CLERK.name} đã tiếp nhận lúc ${first.body.receivedAt}`);
  });
  it('refuses a stale If-Match, and says what was done since and by whom', async () => {
    const code = await submitted(intake);
    await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} });
    const answer = await refused(`/dossiers/${code}/withdrawal`, { body: { reason: 'Không bán nữa' }, headers: { 'if-match': '"1"' } }, 412, 'STALE_VERSION');
    expect(answer.body.since).toMatchObject([{ type: 'DossierAccepted', version: 2, by: 'officer@H56.17', byId: 'clerk-1' }]);
  });
  it('refuses a reason that no citizen can act upon', async () => {
    const code = await submitted(intake);
    for (const path of ['refusal', 'supplement-requests']) await refused(`/dossiers/${code}/${path}`, { body: { reason: 'ERR_DOC_42' } }, 422, 'REASON_NOT_HUMAN');
  });
  it('refuses what the state does not allow, and names the state', async () => {
    const code = await accepted(intake);
    const answer = await refused(`/dossiers/${code}/hand-over`, { body: { receiver: { name: 'Công dân mẫu B', identifier: '038000000002' } } }, 409, 'NOT_IN_STATE');
    expect(answer.body.whatToDo).toContain('Được tiếp nhận');
    await refused(`/dossiers/${code}/refusal`, { body: { reason: 'Người dân chưa ký hợp đồng' } }, 409, 'REFUSAL_NOT_ASKED');
    await refused(`/dossiers/${code}/rating`, { as: citizen('038000000001'), body: { criteria: Array(9).fill(2) } }, 409, 'NOT_IN_STATE');
  });
  it('refuses other agencies and roles', async () => {
    const code = await submitted(intake);
    for (const as of [LAND_OFFICER, citizen('038000000001'), { ...CLERK, roles: ['leader'] }]) await refused(`/dossiers/${code}/acceptance`, { as, body: {} }, 403, 'FORBIDDEN');
    await refused(`/dossiers/${code}/rating`, { body: { criteria: Array(9).fill(2) } }, 403, 'FORBIDDEN');
  });
  it('has no receipt before it is accepted', async () => {
    const code = await submitted(intake);
    const answer = await intake.until(() => intake.call('GET', `/dossiers/${code}/receipt`), ({ status }) => status !== 404);
    expect(answer.body).toMatchObject({ code: 'NO_RECEIPT_YET', status: 409 });
  });
});
