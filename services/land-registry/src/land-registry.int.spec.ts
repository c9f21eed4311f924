import { accept, idOf, offer, parcelBody, refOf, told, withdraw } from './spec-dossiers.js';
import { startSpecService, type Answer, type SpecService } from './spec-service.js';
import { CODE, details, OTHER_CODE, seller, buyer } from './domain/spec-samples.js';

let service: SpecService;
let officer: string;
let colleague: string;
let registrar: string;

beforeAll(async () => {
  service = await startSpecService();
  [officer, colleague, registrar] = await Promise.all([
    service.token({ sub: 'officer-1', name: 'Cán bộ mẫu Một' }), service.token({ sub: 'officer-2', name: 'Cán bộ mẫu Hai' }),
    service.token({ sub: 'registrar-1', name: 'Cán bộ sổ mẫu', roles: ['officer', 'registrar'] }),
  ]);
});
afterAll(() => service.stop());

async function enterParcel(parcelNumber: string): Promise<void> {
  expect(await service.call('POST', '/parcels', { as: registrar, body: parcelBody(parcelNumber) })).toMatchObject({ status: 201, body: { parcel: idOf(parcelNumber) } });
}

const show = (code: string): Promise<Answer> => service.call('GET', `/dossiers/${code}`, { as: officer });
const untilOpen = (code: string, step: string): Promise<Answer> =>
  service.eventually(() => show(code), ({ body }) => body.steps?.[step]?.status === 'open' && body.papers !== null);
const act = (code: string, action: string, body: object = {}, as = officer, headers = {}): Promise<Answer> => service.call('POST', `/dossiers/${code}/${action}`, { as, body, headers });

async function ready(code: string, parcelNumber: string): Promise<void> {
  accept(service, code, parcelNumber);
  offer(service, code, 'verify-parcel');
  await untilOpen(code, 'verify-parcel');
}

async function registeredTransfer(code: string, parcelNumber: string): Promise<string> {
  await readyForSlip(code, parcelNumber);
  offer(service, code, 'register-transfer');
  await untilOpen(code, 'register-transfer');
  expect((await act(code, 'registration')).status).toBe(200);
  return code;
}

async function readyForSlip(code: string, parcelNumber: string): Promise<void> {
  await enterParcel(parcelNumber);
  await ready(code, parcelNumber);
  expect((await act(code, 'verification', { outcome: 'verified' })).status).toBe(200);
  offer(service, code, 'issue-transfer-slip');
  await untilOpen(code, 'issue-transfer-slip');
}

describe('a land transfer', () => {
  it('goes from verification to a new certificate, and tells each step as a fact', async () => {
    await enterParcel('345');
    await ready(CODE, '345');

    const { body: list } = await service.eventually(() => service.call('GET', `/tasks?dossier=${CODE}`, { as: officer }), ({ body }) => body.items.length === 1);
    expect(list).toEqual({
      items: [{
        taskId: `${CODE}~verify-parcel`, dossierCode: CODE, type: 'land-registry.verify-parcel', element: 'verify-parcel', name: 'Bước mẫu', nameEn: 'Sample step', agency: 'land-registry', unit: 'H56.23',
        role: 'officer', reason: { vi: 'Chờ cán bộ', en: 'Waits for an officer' }, since: '2026-11-23T08:00:00+07:00', dueAt: '2026-11-25T08:00:00+07:00',
        inputs: { contractPrice: 900000000, share: 0.5 },
      }], next: null,
    });

    const shown = await show(CODE);
    expect(shown.body).toMatchObject({ dossierCode: CODE, proposal: { outcome: 'verified', objection: null } });
    const verified = await act(CODE, 'verification', { outcome: 'verified' }, officer, { 'if-match': shown.headers.get('etag')! });
    expect(verified).toMatchObject({ status: 200, body: { dossierCode: CODE, outcome: 'verified', position: expect.any(Number) } });
    expect(Number(verified.headers.get('position'))).toBe(verified.body.position);
    expect((await service.call('GET', `/tasks?dossier=${CODE}&min-position=${verified.body.position}`, { as: officer })).body.items).toEqual([]);
    expect((await service.call('GET', `/parcels/${idOf('345')}`, { as: officer })).body.reservation).toMatchObject({ dossierCode: CODE });

    offer(service, CODE, 'issue-transfer-slip');
    await untilOpen(CODE, 'issue-transfer-slip');
    const slip = await act(CODE, 'transfer-slip', { relation: 'siblings', onlyHome: true, transferKind: 'gift' });
    expect(slip).toMatchObject({ status: 200, body: { slipNumber: expect.stringMatching(/^\d+\/PCTT$/) } });

    offer(service, CODE, 'register-transfer');
    await untilOpen(CODE, 'register-transfer');
    const registered = await service.call('POST', `/dossiers/${CODE}/registration`, { as: officer });
    expect(registered).toMatchObject({ status: 200, body: { parcel: idOf('345'), certificateNumber: expect.stringMatching(/^AA \d{8}$/) } });

    const parcel = (await service.call('GET', `/parcels/${idOf('345')}`, { as: officer })).body;
    expect(parcel.reservation).toBeNull();
    expect(parcel.rights).toMatchObject([{ holder: seller, ended: { dossierCode: CODE } }, { holder: buyer, certificateNumber: registered.body.certificateNumber, ended: null }]);
    const { body: register } = await service.call('GET', `/parcels?commune=${details.commune}&min-position=${registered.body.position}`, { as: officer });
    expect(register.items.find(({ parcel: id }: { parcel: string }) => id === idOf('345'))).toMatchObject({ holder: buyer.name, reservedFor: null });

    const facts = (await service.facts()).filter(({ subject }) => subject === CODE);
    expect(facts.map(({ type }) => type.replace('lienthong.land_registry.v1.', ''))).toEqual(['ParcelVerified', 'TransferSlipIssued', 'TransferRegistered', 'CertificateIssued']);
    expect(facts.every(({ dossierref }) => dossierref === refOf(CODE))).toBe(true);
    expect(facts[1]?.data).toEqual({
      dossierCode: CODE, slipNumber: slip.body.slipNumber, parcel: idOf('345'), area: '120.5', landUse: 'ONT', unitPrice: '5000000', coefficient: '1.2',
      houseValue: '300000000', contractPrice: '900000000', issuedAt: expect.any(String), relation: 'siblings', onlyHome: true, transferKind: 'gift',
    });
  });

  it('never sells the same right twice', async () => {
    await ready(OTHER_CODE, '345');
    expect((await show(OTHER_CODE)).body.proposal).toMatchObject({ outcome: 'failed', objection: { code: 'ALREADY_TRANSFERRED', remedy: 'refusal' } });
    const refused = await act(OTHER_CODE, 'verification', { outcome: 'verified' }, officer, { 'accept-language': 'vi' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'ALREADY_TRANSFERRED', facts: { dossier: CODE, at: expect.any(String) } } });
    expect(refused.body.whatToDo).toContain(`Hồ sơ ${CODE} đã đăng ký chuyển nhượng lúc`);

    expect(await act(OTHER_CODE, 'verification', { outcome: 'failed', remedy: 'refusal', reason: 'Quyền đã chuyển nhượng' })).toMatchObject({ status: 200, body: { outcome: 'failed' } });
    expect((await service.facts()).find(({ subject }) => subject === OTHER_CODE)).toMatchObject({
      type: 'lienthong.land_registry.v1.ParcelVerificationFailed', data: { remedy: 'refusal', reason: 'Quyền đã chuyển nhượng' },
    });
  });

  it('waits for the supplement, then takes the certificate number read on the original', async () => {
    const code = 'H56.17-261120-0010';
    await enterParcel('400');
    accept(service, code, '400', { parcel: { commune: details.commune, mapSheet: details.mapSheet, parcelNumber: '400', certificateNumber: 'BX 654321' } });
    offer(service, code, 'verify-parcel');
    await untilOpen(code, 'verify-parcel');
    expect(await act(code, 'verification', { outcome: 'verified' })).toMatchObject({ status: 422, body: { code: 'CERTIFICATE_MISMATCH' } });
    expect((await act(code, 'verification', { outcome: 'failed', remedy: 'supplement', reason: 'Cần bản gốc giấy chứng nhận' })).status).toBe(200);
    service.processing.publish({ type: 'lienthong.processing.v1.TaskCompleted', subject: code, dossierref: refOf(code), data: { taskId: `${code}~verify-parcel`, dossierCode: code, element: 'verify-parcel' } });
    service.intake.publish({ type: 'lienthong.intake.v1.DossierSupplemented', subject: code, dossierref: refOf(code), data: { code, supplementedAt: '2026-11-24T08:00:00+07:00' } });
    offer(service, code, 'verify-parcel', { taskId: `${code}~again` });
    await service.eventually(() => show(code), ({ body }) => body.steps['verify-parcel'].taskId === `${code}~again` && body.supplementedAt !== null);
    expect((await act(code, 'verification', { outcome: 'verified', certificateNumber: 'bx 123456' })).status).toBe(200);
  });

  it('frees the parcel when the dossier is withdrawn', async () => {
    const [first, second] = ['H56.17-261120-0020', 'H56.17-261120-0021'];
    await enterParcel('500');
    await ready(first, '500');
    await ready(second, '500');
    expect((await act(first, 'verification', { outcome: 'verified' })).status).toBe(200);
    expect(await act(second, 'verification', { outcome: 'verified' })).toMatchObject({ status: 409, body: { code: 'PARCEL_RESERVED', facts: { dossier: first } } });
    withdraw(service, first);
    await service.eventually(() => show(first), ({ body }) => body.status === 'closed');
    expect((await act(second, 'verification', { outcome: 'verified' })).status).toBe(200);
    expect(await act(first, 'registration')).toMatchObject({ status: 409, body: { code: 'STEP_NOT_OFFERED' } });
    expect(await told(service, first)).toEqual(['ParcelVerified', 'TransferAbandoned']);
  });
});

describe('at the same time', () => {
  it('of a withdrawal and a registration one counts, and the procedure is told which', async () => {
    const codes = Array.from({ length: 6 }, (_, index) => `H56.17-261120-005${index}`);
    await Promise.all(codes.map((code, index) => readyForSlip(code, `75${index}`)));
    for (const code of codes) offer(service, code, 'register-transfer');
    await Promise.all(codes.map((code) => untilOpen(code, 'register-transfer')));
    const answers = await Promise.all(codes.map((code) => { withdraw(service, code); return act(code, 'registration'); }));
    const ends = await Promise.all(codes.map((code) => service.eventually(async () => (await told(service, code)).at(-1) ?? '', (last) => /CertificateIssued|TransferAbandoned/.test(last))));
    expect(ends.map((end) => end === 'CertificateIssued')).toEqual(answers.map(({ status }) => status === 200));
    // Heard again or later, a withdrawal of what is registered changes nothing.
    const code = await registeredTransfer('H56.17-261120-0059', '759');
    withdraw(service, code);
    // Behind it in the same source, so that this heard means that heard.
    accept(service, 'H56.17-261120-0060', '760');
    await service.eventually(() => act('H56.17-261120-0060', 'registration'), ({ body }) => body.code === 'STEP_NOT_OFFERED');
    expect(await told(service, code)).toEqual(['ParcelVerified', 'TransferRegistered', 'CertificateIssued']);
  });

  it('of two officers one verifies, and the second is told who did and when', async () => {
    const code = 'H56.17-261120-0030';
    await enterParcel('600');
    await ready(code, '600');
    const answers = await Promise.all([act(code, 'verification', { outcome: 'verified' }), act(code, 'verification', { outcome: 'failed', remedy: 'refusal', reason: 'Khác' }, colleague)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    const winner = answers[0].status === 200 ? 'Cán bộ mẫu Một (H56.23)' : 'Cán bộ mẫu Hai (H56.23)';
    expect(refused.body).toMatchObject({ code: 'ALREADY_DONE', facts: { by: winner, at: expect.stringMatching(/^\d{4}-.*\+07:00$/) } });
    expect(refused.body.whatToDo).toContain(winner);
  });

  it('of two dossiers one gets the parcel', async () => {
    const [first, second] = ['H56.17-261120-0040', 'H56.17-261120-0041'];
    await enterParcel('700');
    await ready(first, '700');
    await ready(second, '700');
    const answers = await Promise.all([act(first, 'verification', { outcome: 'verified' }), act(second, 'verification', { outcome: 'verified' }, colleague)]);
    expect(answers.map(({ status, body }) => String(body.code ?? status)).toSorted()).toEqual(['200', 'PARCEL_RESERVED']);
  });

  it('transfer slips get a number each, none twice', async () => {
    const codes = Array.from({ length: 8 }, (_, index) => `H56.17-261121-${String(index + 1).padStart(4, '0')}`);
    for (const [index, code] of codes.entries()) await readyForSlip(code, `8${index}`);
    const numbers = (await Promise.all(codes.map((code) => act(code, 'transfer-slip')))).map(({ body }) => body.slipNumber);
    expect(numbers.every((number) => /^\d+\/PCTT$/.test(number))).toBe(true);
    expect(new Set(numbers).size).toBe(codes.length);
    // A repeat of the same officer is answered with the slip that exists, not with another number.
    expect((await act(codes[0]!, 'transfer-slip')).body.slipNumber).toBe(numbers[0]);
  });
});

describe('bad input', () => {
  const code = 'H56.17-261122-0001';
  beforeAll(async () => {
    await enterParcel('900');
    await ready(code, '900');
  });

  it('refuses another agency', async () => {
    const stranger = await service.token({ agency: 'tax', unit: 'H56.T7', roles: ['officer'] });
    expect(await act(code, 'verification', { outcome: 'verified' }, stranger)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await service.call('GET', `/dossiers/${code}`, { as: stranger })).toMatchObject({ status: 403 });
    expect(await service.call('POST', `/dossiers/${code}/verification`, { body: { outcome: 'verified' } })).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  it('refuses a unit that the step was not offered to, and shows it nothing', async () => {
    const elsewhere = await service.token({ sub: 'officer-9', unit: 'H56.24' });
    expect(await act(code, 'verification', { outcome: 'verified' }, elsewhere)).toMatchObject({ status: 403, body: { code: 'OTHER_UNIT' } });
    expect((await service.call('GET', `/tasks?dossier=${code}`, { as: elsewhere })).body.items).toEqual([]);
    expect(await service.call('GET', `/dossiers/${code}`, { as: elsewhere })).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
  });

  it('refuses who may not enter parcels', async () => {
    expect(await service.call('POST', '/parcels', { as: officer, body: parcelBody('901') })).toMatchObject({ status: 403 });
  });

  it('says where a dossier is that is not here', async () => {
    const away = 'H56.17-261122-0002';
    expect(await act(away, 'verification', { outcome: 'verified' })).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
    accept(service, away, '900');
    await service.eventually(() => act(away, 'verification', { outcome: 'verified' }), ({ body }) => body.code === 'STEP_NOT_OFFERED');
    expect(await show(away)).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
    offer(service, away, 'assess', { type: 'tax.assess', agency: 'tax', unit: 'H56.T7', name: 'Xác định nghĩa vụ tài chính' });
    const refused = await service.eventually(() => act(away, 'verification', { outcome: 'verified' }, officer, { 'accept-language': 'en' }), ({ body }) => body.code !== 'STEP_NOT_OFFERED');
    expect(refused).toMatchObject({ status: 409, body: { code: 'STEP_ELSEWHERE', facts: { agency: 'tax', step: 'Xác định nghĩa vụ tài chính', at: '2026-11-23T08:00:00+07:00' } } });
    expect(refused.body.whatToDo).toContain('It waits at tax for "Xác định nghĩa vụ tài chính" since 2026-11-23T08:00:00+07:00');
  });

  it('refuses a stale If-Match and shows what changed since', async () => {
    const stale = await act(code, 'verification', { outcome: 'verified' }, officer, { 'if-match': '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'STALE_VERSION', since: [expect.objectContaining({ version: 2 })] } });
  });

  it('refuses an Idempotency-Key with another body', async () => {
    const key = { 'idempotency-key': 'sample-key-0001' };
    const body = { outcome: 'failed', remedy: 'supplement', reason: 'Cần bản gốc' };
    const first = await act(code, 'verification', body, officer, key);
    expect(first.status).toBe(200);
    expect(await act(code, 'verification', body, officer, key)).toMatchObject({ status: 200, body: first.body });
    expect(await act(code, 'verification', { ...body, reason: 'Khác' }, officer, key)).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it.each([
    [{ outcome: 'perhaps' }, 'outcome'], [{ outcome: 'failed', reason: 'x' }, 'remedy'], [{ outcome: 'failed', remedy: 'none', reason: 'x' }, 'remedy'], [{ outcome: 'verified', more: 1 }, 'more'],
  ])('refuses the verification %j', async (body, path) => {
    expect(await act(code, 'verification', body)).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED', errors: [expect.objectContaining({ path })] } });
  });

  it('refuses a failure without a reason', async () => {
    const other = 'H56.17-261122-0003';
    await ready(other, '900');
    expect(await act(other, 'verification', { outcome: 'failed', remedy: 'refusal' })).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } });
  });

  it.each([
    [{ unitPrice: -1 }, 'unitPrice'], [{ houseValue: 0.5 }, 'houseValue'], [{ unitPrice: 1e16 }, 'unitPrice'], [{ area: '1,5' }, 'area'], [{ area: '0.00' }, 'area'],
    [{ coefficient: '0.9' }, 'coefficient'], [{ holder: { name: 'Người mẫu', identifier: '123' } }, 'holder.identifier'], [{ commune: 'x' }, 'commune'],
    [{ titleIssuedOn: '2015-02-30' }, 'titleIssuedOn'], [{ holder: undefined }, 'holder'],
  ])('refuses a parcel with %j, in both languages', async (change, path) => {
    const body = { ...parcelBody('902'), ...change };
    const [vi, en] = await Promise.all(['vi', 'en'].map((language) => service.call('POST', '/parcels', { as: registrar, body, headers: { 'accept-language': language } })));
    expect(vi).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED', errors: [expect.objectContaining({ path })] } });
    expect(en!.body.errors[0]!.message).not.toBe(vi!.body.errors[0]!.message);
  });

  it('refuses a title of the future', async () => {
    expect(await service.call('POST', '/parcels', { as: registrar, body: { ...parcelBody('903'), titleIssuedOn: '2999-01-01' } })).toMatchObject({ status: 422, body: { code: 'DATE_IN_FUTURE' } });
  });

  it('enters a list of parcels whole or not at all', async () => {
    const bulk = (parcels: readonly object[]): Promise<Answer> => service.call('POST', '/parcels/bulk', { as: registrar, body: { parcels } });
    expect(await bulk([parcelBody('910'), { ...parcelBody('900'), area: '1' }])).toMatchObject({ status: 409, body: { code: 'ALREADY_ENTERED' } });
    expect(await service.call('GET', `/parcels/${idOf('910')}`, { as: officer })).toMatchObject({ status: 404, body: { code: 'PARCEL_UNKNOWN' } });
    expect(await bulk([parcelBody('911'), parcelBody('911')])).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(await bulk([parcelBody('900'), parcelBody('910'), parcelBody('911')])).toMatchObject({ status: 200, body: { entered: 2, alreadyThere: 1 } });
    for (const item of [{}, 'x', { mapSheet: {} }, null]) expect(await bulk([parcelBody('912'), item as object])).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    const many = Array.from({ length: 101 }, (_, number) => parcelBody(String(2_000 + number)));
    expect(await bulk(many)).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(await bulk(many.slice(1))).toMatchObject({ status: 200, body: { entered: 100, alreadyThere: 0 } });
    expect(await service.call('POST', '/parcels', { as: registrar, body: parcelBody('911') })).toMatchObject({ status: 200 });
  });

  it('parks a dossier whose step nobody here can do', async () => {
    const odd = 'H56.17-261122-0004';
    offer(service, odd, 'draw-map');
    const administrator = await service.token({ roles: ['administrator'] });
    const parked = await service.eventually(() => service.call('GET', `/parked?key=${odd}`, { as: administrator }), ({ body }) => body.items?.length > 0);
    expect(parked.body.items).toMatchObject([{ key: odd, code: 'UNKNOWN_STEP' }]);
  });
});

describe.each(['work-list', 'register'])('the projection %s', (projection) => {
  it('is the same when it is built anew from the log', async () => {
    const { tables, switched } = await service.rebuild(projection);
    expect(switched).toBe(true);
    expect(tables.map(({ table, equal }) => `${table} ${equal}`)).toEqual(tables.map(({ table }) => `${table} true`));
    expect(tables.some(({ rowsAfter }) => rowsAfter > 0)).toBe(true);
  });
});
