import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { DossierErasedSchema, TaskOfferedSchema } from '@lienthong/contracts';
import { eraseOrdered } from '@lienthong/event-store';
import type { ServiceName } from '@lienthong/service-host';
import pg from 'pg';
import { accepted, application, CLERK, LEADER, publishProcedure, RECORDS_OFFICER, startIntake, submitted, type Answer, type Intake } from './spec-intake.js';

const PDF = '%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nGiấy tờ mẫu của hồ sơ\n%%EOF\n';
const LEGAL_BASIS = 'Quyết định mẫu về thời hạn bảo quản tài liệu';
const SECONDS_KEPT = 2;
const OTHERS: readonly ServiceName[] = ['processing', 'tax', 'land-registry', 'postal', 'audit'];
const person = (name: string, identifier: string) => ({ name, identifier, address: 'Số 7 đường Mẫu Tiêu Hủy', phone: '0977000111' });

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake({ RETENTION_SHORTENED_TO: String(SECONDS_KEPT) });
  const sourced = { type: 'textfield', key: 'transferor.address', label: 'Địa chỉ', properties: { source: 'earlier:applicant.address' } };
  await publishProcedure(intake, { variables: ['transferor', 'transferee', 'parcel', 'contractPrice'], applicationForm: JSON.stringify({ components: [sourced] }) });
});
afterAll(() => intake.stop());

async function uploaded(text = PDF, name = 'khac.pdf'): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'application/pdf' }), name);
  const { status, body } = await intake.call('POST', '/files', { form });
  expect(status).toBe(201);
  return body.hash;
}

/** Handed in and refused at the counter: the shortest way to an end. */
async function refusedDossier(changes: object = {}): Promise<string> {
  const code = await submitted(intake, changes);
  const refused = await intake.call('POST', `/dossiers/${code}/refusal`, { body: { reason: 'Thiếu giấy tờ theo quy định' } });
  expect(refused.status).toBe(200);
  // The list is drawn from a read model, which follows a little later.
  await intake.call('GET', `/destruction-candidates?min-position=${refused.headers.get('position')}`, { as: RECORDS_OFFICER });
  return code;
}

const propose = (dossiers: readonly string[], changes: object = {}, as = RECORDS_OFFICER) => intake.call('POST', '/destruction-lists', { as, body: { dossiers, legalBasis: LEGAL_BASIS, ...changes } });
const approve = (number: string, as = LEADER) => intake.call('POST', `/destruction-lists/${number}/approval`, { as, body: {} });
const listed = (number: string) => intake.call('GET', `/destruction-lists/${number}`, { as: RECORDS_OFFICER });
const refOf = async (code: string): Promise<string> => (await intake.store.findDossier(code))?.ref ?? '';
const erase = () => eraseOrdered({ urls: { intake: intake.urls.erasureUrl }, ordering: 'intake', restMs: 0, log: { warn() {}, error() {} } }, new AbortController().signal);

async function proposedList(codes: readonly string[]): Promise<string> {
  await pause(SECONDS_KEPT * 1_000 + 50);
  const { status, body } = await propose(codes);
  expect([status, body.code]).toEqual([201, undefined]);
  return body.number;
}

async function settled(number: string): Promise<Answer> {
  return intake.until(() => listed(number), ({ body }) => body.dossiers?.every(({ waitsFor }: { waitsFor: string[] }) => !waitsFor.includes('intake')));
}

/** Every row of every table that either role may read, bytes as the text they hold. */
async function dump(): Promise<string> {
  // A read model that is being replaced loses its tables between the list of them and the look at them.
  const dumped = await intake.until(() => Promise.all([intake.urls.ownerUrl, intake.urls.serviceUrl].map(dumpAs)).catch((error: { code?: string }) => (error.code === '42P01' ? null : Promise.reject(error as Error))), (texts) => texts !== null);
  return (dumped ?? []).join('\n');
}

async function dumpAs(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(`SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')`);
    const parts: string[] = [];
    for (const { name } of rows) {
      const { rows: content } = await client.query<object>(`SELECT * FROM ${name}`);
      parts.push(...content.map((row) => Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : JSON.stringify(value))).join(' ')));
    }
    return parts.join('\n');
  } finally {
    await client.end();
  }
}

describe('a destruction list', () => {
  it('takes only dossiers that have ended and need not be kept any longer', async () => {
    const [running, ended] = [await accepted(intake), await refusedDossier()];
    expect(await propose([running])).toMatchObject({ status: 409, body: { code: 'DOSSIER_NOT_ENDED', facts: { dossierCode: running } } });
    expect(await propose([ended])).toMatchObject({ status: 409, body: { code: 'RETENTION_RUNS', facts: { dossierCode: ended } } });
    expect(await propose(['H56.17-20200101-0001'])).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
    expect(await propose([ended], { legalBasis: 'x' })).toMatchObject({ status: 422, body: { code: 'LEGAL_BASIS_MISSING' } });
    expect(await propose([])).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(await propose([ended], {}, CLERK)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await propose([ended], {}, { ...RECORDS_OFFICER, unit: 'H56.18' })).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
    await pause(SECONDS_KEPT * 1_000);
    expect(await propose([ended])).toMatchObject({ status: 201 });
    expect(await propose([ended])).toMatchObject({ status: 409, body: { code: 'DOSSIER_LISTED' } });
  });

  it('is decided by a second person, once', async () => {
    const both = { ...RECORDS_OFFICER, roles: ['records-officer', 'leader'] };
    const code = await refusedDossier();
    const number = await proposedList([code]);
    expect(await approve(number, both)).toMatchObject({ status: 403, body: { code: 'SECOND_PERSON_NEEDED' } });
    expect(await approve('TH-1999-0001')).toMatchObject({ status: 404, body: { code: 'LIST_UNKNOWN' } });
    expect(await approve(number, { ...LEADER, unit: 'H56.18' })).toMatchObject({ status: 404, body: { code: 'LIST_UNKNOWN' } });
    expect(await intake.call('POST', `/destruction-lists/${number}/rejection`, { as: LEADER, body: { reason: 'Còn khiếu nại chưa giải quyết' } })).toMatchObject({ status: 200, body: { status: 'rejected' } });
    expect(await approve(number)).toMatchObject({ status: 409, body: { code: 'LIST_DECIDED' } });
    expect(await intake.call('GET', `/destruction-lists/${number}/certificate`, { as: LEADER })).toMatchObject({ status: 409, body: { code: 'NOT_YET_CERTIFIED' } });
    // Given back, the dossier may be proposed again.
    await intake.until(() => propose([code]), ({ status }) => status === 201);
  });

  it('is found by candidates that are due', async () => {
    const code = await refusedDossier();
    const { body } = await intake.until(() => intake.call('GET', '/destruction-candidates?limit=200', { as: RECORDS_OFFICER }), (answer) => answer.body.items?.some((item: { code: string }) => item.code === code));
    expect(body.items.find((item: { code: string }) => item.code === code)).toMatchObject({ outcome: 'refused', due: false, retentionConfirmed: false });
    await pause(SECONDS_KEPT * 1_000);
    const later = await intake.call('GET', '/destruction-candidates?limit=200', { as: RECORDS_OFFICER });
    expect(later.body.items.find((item: { code: string }) => item.code === code)).toMatchObject({ due: true });
  });
});

describe('an approved destruction', () => {
  const VALUES = ['Công dân Tiêu Hủy', '038000000777', '0977000111', 'Số 7 đường Mẫu Tiêu Hủy', 'Ngõ điền sẵn Tiêu Hủy', 'hop-dong-tieu-huy', 'clerk-to-forget'];

  it('leaves nothing of the dossier here, certifies it, and stays quiet when it is repeated', async () => {
    const [own, shared] = [await uploaded(PDF, 'hop-dong-tieu-huy.pdf'), await uploaded(`${PDF}\n2\n%%EOF\n`)];
    const stays = await submitted(intake, { components: [{ code: 'TP1', originals: 1, files: [shared] }, { code: 'TP2', originals: 1 }] });
    const code = await refusedDossier({
      transferor: person('Công dân Tiêu Hủy', '038000000777'), prefilled: [{ field: 'transferor.address', source: 'earlier:applicant.address', reference: 'H56.17-20200101-0001', asOf: '2020-01-01T08:00:00+07:00', filled: 'Ngõ điền sẵn Tiêu Hủy' }], components: [{ code: 'TP1', originals: 1, files: [own] }, { code: 'TP2', originals: 1, files: [shared] }],
    });
    const ref = await refOf(code);
    await intake.call('POST', `/dossiers/${code}/rating`, { as: { sub: '038000000777', name: 'Công dân Tiêu Hủy', agency: 'citizen', unit: '', roles: ['citizen'] }, body: { criteria: [2, 2, 2, 2, 2, 2, 2, 2, 2] } });
    await intake.call('POST', `/dossiers/${code}/withdrawal`, { as: { ...CLERK, sub: 'clerk-to-forget' }, headers: { 'idempotency-key': 'k1' }, body: { reason: 'Không còn nhu cầu nữa' } });
    expect(await dump()).toContain(code);
    for (const value of VALUES.slice(0, 6)) expect(await dump()).toContain(value);

    const number = await proposedList([code]);
    const approved = await approve(number);
    expect([approved.status, approved.body.status]).toEqual([200, 'approved']);
    expect((await propose([code])).body.code).toBe('DOSSIER_LISTED');
    expect((await intake.facts()).filter(({ subject }) => subject === ref)).toMatchObject([{ type: 'lienthong.intake.v1.ErasureOrdered', data: { dossierRef: ref, list: number, legalBasis: LEGAL_BASIS } }]);
    // Its files are about to be forgotten: nobody can attach one of them any more.
    expect((await intake.call('POST', '/dossiers', { body: application({ components: [{ code: 'TP1', originals: 1, files: [own] }, { code: 'TP2', originals: 1 }] }) })).body.code).toBe('FILE_UNKNOWN');
    expect(await erase()).toMatchObject({ executed: 1, refused: 0 });
    const { body } = await settled(number);
    expect(body.dossiers).toMatchObject([{ ref, code: null, waitsFor: OTHERS, reported: [{ agency: 'intake', files: 1, kept: 0 }] }]);

    const text = await dump();
    expect([code, ...VALUES].filter((value) => text.includes(value))).toEqual([]);
    const kept = (await readdir(intake.folder, { recursive: true })).map(String).filter((path) => /[0-9a-f]{64}$/.test(path)).map((path) => path.slice(-64));
    expect([kept.includes(own), kept.includes(shared)]).toEqual([false, true]);
    expect((await intake.call('GET', `/files/${shared}`)).status).toBe(200);
    expect((await intake.call('GET', `/dossiers/${code}`)).status).toBe(404);
    expect((await intake.call('GET', `/dossiers/${stays}`)).status).toBe(200);
    expect(await erase()).toMatchObject({ executed: 0 });

    // A late fact must not bring it back.
    intake.feedOf('processing').publish({ type: TaskOfferedSchema.typeName, subject: code, dossierref: ref, data: { taskId: `${code}~x~1`, dossierCode: code, type: 'x', dossierState: 4 } });
    for (const agency of OTHERS) {
      intake.feedOf(agency).publish({ type: DossierErasedSchema.typeName, subject: ref, data: {
        dossierRef: ref, list: number, agency, events: 3, kept: agency === 'tax' ? 2 : 0, erasedAt: '2026-11-25T09:00:00.000+07:00',
        ...(agency === 'tax' && { keptByLaw: [{ category: 'obligation', becauseVi: 'Luật Kế toán (mẫu)', becauseEn: 'Accounting law (sample)' }] }),
      } });
    }
    const certificate = await intake.until(() => intake.call('GET', `/destruction-lists/${number}/certificate`, { as: LEADER }), ({ status }) => status === 200);
    expect(certificate.body).toMatchObject({
      number: `CN-${number}`, list: number, legalBasis: LEGAL_BASIS, proposed: { by: RECORDS_OFFICER.name }, approved: { by: LEADER.name }, dossiers: [{ ref, procedureCode: '1.013831' }],
    });
    expect(certificate.body.agencies.map(({ agency, kept: stayed }: { agency: string; kept: number }) => [agency, stayed]).toSorted()).toEqual([['audit', 0], ['intake', 0], ['land-registry', 0], ['postal', 0], ['processing', 0], ['tax', 2]]);
    const page = await intake.call('GET', `/destruction-lists/${number}/certificate?format=html`, { as: LEADER });
    expect(page.text).toContain('Accounting law (sample)');
    expect([code, ...VALUES].filter((value) => page.text.includes(value) || certificate.text.includes(value))).toEqual([]);
    expect(await dump()).not.toContain(code);
    expect((await intake.facts()).filter(({ type }) => type.endsWith('DestructionCertified'))).toMatchObject([{ data: { certificate: `CN-${number}`, dossiers: 1 } }]);
    expect((await intake.facts()).filter(({ dossierref }) => dossierref === ref).every(({ type, subject }) => type === 'lienthong.FactErased' && subject === ref)).toBe(true);
  });

  it('takes a file away that two dossiers of one list share', async () => {
    const hash = await uploaded(`${PDF}\n3\n%%EOF\n`);
    const components = [{ code: 'TP1', originals: 1, files: [hash] }, { code: 'TP2', originals: 1 }];
    const number = await proposedList([await refusedDossier({ components }), await refusedDossier({ components })]);
    await approve(number);
    await erase();
    await settled(number);
    expect((await readdir(intake.folder, { recursive: true })).some((path) => String(path).endsWith(hash))).toBe(false);
  });
});

describe('a petition past its retention', () => {
  const AUTHOR = { name: 'Người viết đơn Tiêu Hủy', identifier: '038000000888', address: 'Số 9 đường Đơn Thư', phone: '0977000222' };
  const write = async (matter: string): Promise<string> => (await intake.call('POST', '/petitions', { body: { matter, subject: 'Nội dung đơn tiêu hủy', text: 'Lời kể trong đơn tiêu hủy.', author: AUTHOR } })).body.number;
  const act = (number: string, what: string, body: object = {}, as: object = CLERK) => intake.call('POST', `/petitions/${number}/${what}`, { as: as as never, body });
  const candidates = async (as: object = RECORDS_OFFICER): Promise<readonly { code: string }[]> => (await intake.call('GET', '/destruction-candidates?of=petitions&limit=200', { as: as as never })).body.items;

  it('is listed, destroyed and certified as a dossier is, and nothing of it is left', async () => {
    const [answered, open] = [await write('complaint'), await write('complaint')];
    await act(answered, 'acceptance');
    await act(answered, 'resolution', { text: 'Đã giải quyết đơn tiêu hủy theo quy định' });
    const found = await intake.until(() => candidates(), (items) => items.some(({ code }) => code === answered));
    expect(found).toMatchObject([{ code: answered, procedureCode: 'petition:complaint', outcome: 'returned', status: 'resolved', retentionConfirmed: false }]);
    expect(await propose([open])).toMatchObject({ status: 409, body: { code: 'DOSSIER_NOT_ENDED', facts: { dossierCode: open } } });
    expect(await propose(['PA-2026-99999'])).toMatchObject({ status: 404, body: { code: 'DOSSIER_UNKNOWN' } });
    const ref = await refOf(answered);
    const number = await proposedList([answered]);
    await intake.until(() => candidates(), (items) => items.every(({ code }) => code !== answered));
    expect((await approve(number)).status).toBe(200);
    await act(open, 'return', { text: 'Đơn không thuộc thẩm quyền, xin gửi nơi khác' });
    expect(await erase()).toMatchObject({ executed: 1, refused: 0 });
    const { body } = await settled(number);
    expect(body.dossiers).toMatchObject([{ ref, code: null, procedureCode: 'petition:complaint', reported: [{ agency: 'intake', events: 3 }] }]);
    expect((await intake.call('GET', `/petitions/${answered}`, { as: LEADER })).status).toBe(404);
    expect((await intake.call('GET', `/petitions/${open}`, { as: LEADER })).status).toBe(200);
    const text = await dump();
    expect([answered, 'Đã giải quyết đơn tiêu hủy'].filter((value) => text.includes(value))).toEqual([]);
    for (const agency of OTHERS) intake.feedOf(agency).publish({ type: DossierErasedSchema.typeName, subject: ref, data: { dossierRef: ref, list: number, agency, events: 0, kept: 0, files: 0, erasedAt: new Date().toISOString() } });
    await intake.until(() => listed(number), ({ body: list }) => list.status === 'certified');
  });

  it('that is a denunciation is listed only by who may know of it', async () => {
    const number = await write('denunciation');
    await act(number, 'return', { text: 'Đơn không đủ điều kiện, xin bổ sung chứng cứ' }, { ...CLERK, sub: 'inspector-1', roles: ['inspector'] });
    await pause(SECONDS_KEPT * 1_000 + 50);
    expect((await propose([number])).body.code).toBe('DOSSIER_UNKNOWN');
    expect((await candidates()).map(({ code }) => code)).not.toContain(number);
    expect((await propose([number], {}, { ...RECORDS_OFFICER, roles: ['records-officer', 'inspector'] })).status).toBe(201);
  });
});
