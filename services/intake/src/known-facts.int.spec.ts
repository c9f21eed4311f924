import { ProcedurePublishedSchema } from '@lienthong/contracts';
import { signStatement, vietnamTime, type RegisterStatement } from '@lienthong/service-host';
import { samplePolicyFile, sampleSigner } from '@lienthong/service-host/specs';
import { citizen, CLERK, CLERK_ELSEWHERE, publishProcedure, startIntake, type Answer, type Intake } from './spec-intake.js';

const MINE = '038000000001';
const THEIRS = '038000000009';
const ME = citizen(MINE);
const STRANGER = citizen(THEIRS);
const AUDIT = { sub: 'audit', agency: 'audit', unit: '', roles: ['service'] };
const PLOT = '14758.12.345';
const field = (key: string, properties: object) => ({ type: 'textfield', id: key, key, label: key, properties });
const FORM = { components: [field('street', { source: 'earlier:street' }), field('plot', { source: 'register:land.parcel', correctable: 'no' }), field('area', { source: 'register:land.area[plot]' })] };

let intake: Intake;
let policy: Awaited<ReturnType<typeof samplePolicyFile>>;
beforeAll(async () => {
  policy = await samplePolicyFile('intake', 'land-registry');
  intake = await startIntake({ POLICY_FILE: policy.path });
  await publishProcedure(intake, { variables: ['street', 'plot', 'area'], applicationForm: JSON.stringify(FORM), components: [] });
});
afterAll(async () => {
  await intake.stop();
  await policy.remove();
});

const APPLICANT = { name: 'Công dân mẫu', identifier: MINE, address: 'Số 1 Phố Mẫu', phone: '0900000001' };
const apply = (content: object, prefilled: readonly object[] = [], as = ME): Promise<Answer> =>
  intake.call('POST', '/dossiers', { as, body: { procedureCode: '1.013831', applicant: APPLICANT, content, prefilled } });
const shown = async (code: string, as = CLERK) => (await intake.until(() => intake.call('GET', `/dossiers/${code}`, { as }), ({ status }) => status === 200)).body;
const known = (as = ME, applicant = MINE) => intake.call('GET', `/known-facts?procedure=1.013831&applicant=${applicant}`, { as });
const brief = async (code: string) => (await shown(code)).prefilled.map((each: Answer['body']) => [each.field, each.verified, each.corrected]);

describe('what need not be asked again', () => {
  let first: string;
  beforeAll(async () => {
    first = (await apply({ street: 'Phố Mẫu', plot: '', area: '' })).body.code;
    await shown(first);
  });

  it('is told with its source to who may read the dossier, and entered as a read of it', async () => {
    const { status, body } = await known();
    expect(status).toBe(200);
    const { submittedAt } = await shown(first);
    expect(body.items).toContainEqual({ field: 'content.street', source: 'earlier:street', reference: first, asOf: submittedAt, value: 'Phố Mẫu', words: { vi: expect.stringContaining(`hồ sơ ${first} nộp ngày`), en: expect.any(String) } });
    expect(body.items.map(({ field: name }: { field: string }) => name)).toEqual(['applicant.name', 'applicant.name', 'applicant.identifier', 'applicant.address', 'applicant.phone', 'content.street']);
    const { ref } = (await intake.store.findDossier(first))!;
    const reads = async () => (await intake.call('GET', `/log/reads/${ref}`, { as: AUDIT })).body.items;
    await intake.until(reads, (items) => items.some(({ what }: { what: string }) => what === 'GET /known-facts'));
    expect((await known(CLERK)).body.items.map(({ source }: { source: string }) => source)).toEqual(['earlier:applicant.name', 'earlier:applicant.address', 'earlier:applicant.phone', 'earlier:street']);
    expect((await known(CLERK_ELSEWHERE)).body.items).toEqual([]);
    expect((await known(STRANGER)).body.items).toEqual([]);
  });

  it('is kept with the dossier: verified where intake finds it so, a mere claim where it does not', async () => {
    const { body: { items } } = await known();
    const street = items.find(({ field: name }: { field: string }) => name === 'content.street');
    const { words: _words, value: filled, ...claim } = street;
    const taken = await apply({ street: 'Phố Mới', plot: '', area: '' }, [{ ...claim, filled }]);
    expect(taken.status).toBe(201);
    expect((await shown(taken.body.code)).prefilled).toEqual([{ ...claim, filled, label: { vi: 'street', en: 'street' }, verified: true, corrected: true, account: expect.objectContaining({ step: 'prefilled' }) }]);
    const [made, from, when] = await Promise.all([
      apply({ street: 'Phố Hai', plot: '', area: '' }, [{ ...claim, filled: 'Phố Hai' }]),
      apply({ street: 'Phố Ba', plot: '', area: '' }, [{ ...claim, filled, reference: 'H56.17-20200101-0001' }]),
      apply({ street: 'Phố Bốn', plot: '', area: '' }, [{ ...claim, filled, asOf: '2020-01-01T00:00:00+07:00' }]),
    ]);
    expect(await Promise.all([made, from, when].map(({ body: { code } }) => brief(code)))).toEqual([[['content.street', false, false]], [['content.street', false, true]], [['content.street', false, true]]]);
  });

  it('is a mere claim of a clerk whose unit may not read the dossier that is named', async () => {
    const { words: _words, value: filled, ...claim } = (await known()).body.items.find(({ field: name }: { field: string }) => name === 'content.street');
    const content = { street: filled, plot: 'a', area: '' };
    const [own, elsewhere] = [await apply(content, [{ ...claim, filled }], CLERK), await apply({ ...content, plot: 'b' }, [{ ...claim, filled }], CLERK_ELSEWHERE)];
    expect(await brief(own.body.code)).toEqual([['content.street', true, false]]);
    expect((await shown(elsewhere.body.code, CLERK_ELSEWHERE)).prefilled).toMatchObject([{ field: 'content.street', verified: false }]);
  });

  it('is refused where the form declares no such source', async () => {
    const { status, body } = await apply({ street: 'Phố Năm', plot: '', area: '' }, [{ field: 'content.street', source: 'register:land.area', reference: PLOT, asOf: '2026-11-20T09:00:00+07:00', filled: 'x' }]);
    expect([status, body.code]).toEqual([422, 'SOURCE_NOT_DECLARED']);
  });
});

describe('what a register says', () => {
  const now = (): string => vietnamTime(Date.now());
  const said = (changes: Partial<RegisterStatement> = {}): RegisterStatement =>
    ({ register: 'land', entry: PLOT, holder: MINE, askedBy: MINE, asOf: now(), facts: { parcel: PLOT, area: '120.5' }, ...changes });
  const asItIs = (note: string): string => note;
  let number = 0;
  const handedIn = async (statement: RegisterStatement, change = asItIs) => {
    number += 1;
    const note = change(await signStatement(sampleSigner('land-registry'), statement));
    const claims = [['content.plot', 'register:land.parcel', PLOT], ['content.area', 'register:land.area[plot]', '120.5']].map(([name, source, filled]) => ({ field: name, source, reference: PLOT, asOf: statement.asOf, filled, statement: note }));
    const { body: { code } } = await apply({ street: `Phố số ${number}`, plot: 'thửa khác', area: '120.5' }, claims);
    const { application: { content: { plot } } } = await shown(code);
    return [plot, ...(await brief(code))];
  };

  it('is believed when it is signed, fresh and of the applicant; then what nobody may correct stands', async () =>
    expect(await handedIn(said())).toEqual([PLOT, ['content.plot', true, false], ['content.area', true, false]]));

  it.each<[string, () => RegisterStatement, (note: string) => string]>([
    ['was changed', said, (note) => note.replaceAll('120.5', '120.6')],
    ['is of yesterday', () => said({ asOf: vietnamTime(Date.now() - 25 * 3_600_000) }), asItIs],
    ['is of somebody else’s parcel', () => said({ holder: THEIRS }), asItIs],
    ['was said to somebody else', () => said({ askedBy: THEIRS }), asItIs],
    ['is of another parcel', () => said({ entry: '14758.12.346' }), asItIs],
    ['says something else', () => said({ facts: { parcel: 'x', area: '99' } }), asItIs],
  ])('is a mere claim when it %s', async (_why, statement, change) => expect(await handedIn(statement(), change)).toEqual(['thửa khác', ['content.plot', false, true], ['content.area', false, false]]));
});

describe('papers that an earlier dossier keeps', () => {
  const [PAPER, OTHER] = ['9.600001', '9.600002'];
  async function uploaded(as = ME): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([`%PDF-1.7\n${Math.random()}\n%%EOF\n`], { type: 'application/pdf' }), 'giay-to.pdf');
    return (await intake.call('POST', '/files', { as, form })).body.hash;
  }
  const handIn = (components: readonly object[], content: object, { as = ME, applicant = MINE, procedureCode = PAPER } = {}) =>
    intake.call('POST', '/dossiers', { as, body: { procedureCode, applicant: { ...APPLICANT, identifier: applicant }, content, components } });
  let hash: string;
  let first: string;
  beforeAll(async () => {
    for (const procedure of [PAPER, OTHER]) await intake.processing.publish(ProcedurePublishedSchema, procedure, {
      code: procedure, version: 1, nameVi: 'Thủ tục có giấy tờ (mẫu)', nameEn: 'Procedure with a paper (sample)', effectiveFrom: '2026-01-01', limit: { duration: 'P3D', unit: 'working' }, calendar: 'vn-h56-2026',
      publishedAt: '2026-01-01T00:00:00+07:00', components: [{ code: 'TP1', nameVi: 'Giấy tờ', nameEn: 'Paper', mandatory: true, originals: 1 }, { code: 'TP2', nameVi: 'Giấy tờ khác', nameEn: 'Another paper', mandatory: false, originals: 1 }], variables: ['reason'],
    });
    await intake.until(() => intake.call('GET', '/procedures'), ({ body }) => body.items?.length === 3);
    hash = await uploaded();
    first = (await handIn([{ code: 'TP1', files: [hash] }], { reason: 'lần đầu' })).body.code;
    await shown(first);
  });

  it('are told to the applicant and to the clerk of the counter, and used again with where they come from', async () => {
    const ask = (as: typeof ME) => intake.call('GET', `/known-facts?procedure=${PAPER}&applicant=${MINE}`, { as });
    const { submittedAt } = await shown(first);
    const told = { component: 'TP1', reference: first, asOf: submittedAt, files: [hash], words: { vi: expect.stringContaining(first), en: expect.any(String) } };
    expect((await ask(ME)).body.papers).toEqual([told]);
    expect((await ask(STRANGER)).body.papers).toEqual([]);
    // A clerk has not uploaded it, and may read the dossier that keeps it.
    const { status, body: { code } } = await handIn([{ code: 'TP1', files: [hash], reusedFrom: first }], { reason: 'lần hai' }, { as: CLERK });
    expect(status).toBe(201);
    expect((await shown(code)).application.components).toEqual([{ code: 'TP1', originals: 0, copies: 0, files: [hash], source: { kind: 'earlier-dossier', dossierCode: first } }]);
    expect((await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} })).status).toBe(200);
  });

  it('are no way to a paper of somebody else, to another paper, or to nothing', async () => {
    const other = await uploaded(STRANGER);
    const wrong = async (component: object, options = {}) => (await handIn([{ code: 'TP1', ...component }], { reason: 'lần ba' }, options)).body.code;
    expect(await wrong({ files: [hash], reusedFrom: first }, { as: STRANGER, applicant: THEIRS })).toBe('PAPER_NOT_KEPT');
    expect(await wrong({ files: [hash], reusedFrom: first }, { as: CLERK_ELSEWHERE })).toBe('PAPER_NOT_KEPT');
    expect(await wrong({ files: [hash], reusedFrom: first }, { as: CLERK, applicant: THEIRS })).toBe('PAPER_NOT_KEPT');
    expect(await wrong({ files: [other], reusedFrom: first })).toBe('PAPER_NOT_KEPT');
    expect(await wrong({ files: [], reusedFrom: first })).toBe('PAPER_NOT_KEPT');
    // The same code means another paper in another procedure, and another code another paper.
    expect(await wrong({ files: [hash], reusedFrom: first }, { procedureCode: OTHER })).toBe('PAPER_NOT_KEPT');
    expect((await handIn([{ code: 'TP1', files: [hash] }, { code: 'TP2', files: [hash], reusedFrom: first }], { reason: 'lần tư' })).body.code).toBe('PAPER_NOT_KEPT');
    expect(await wrong({ files: [hash] }, { as: CLERK })).toBe('FILE_UNKNOWN');
  });
});
