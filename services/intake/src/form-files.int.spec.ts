import type { TokenClaims } from '@lienthong/testing';
import { citizen, CLERK, CLERK_ELSEWHERE, LAND_OFFICER, publishProcedure, startIntake, type Answer, type Intake } from './spec-intake.js';

let intake: Intake;
const FORM = {
  components: [
    { type: 'textfield', key: 'works', label: 'Công trình' },
    { type: 'filepicker', key: 'drawings', label: 'Bản vẽ', multiple: true, accept: '.pdf', validate: { required: true }, properties: { component: 'TP2' } },
    { type: 'filepicker', key: 'photo', label: 'Ảnh', conditional: { hide: '=works = "cũ"' } },
  ],
};
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake, { variables: ['works', 'drawings', 'photo'], applicationForm: JSON.stringify(FORM) });
});
afterAll(async () => { await intake.stop(); });

const OWNER = citizen('038000000001');
type Picked = Readonly<{ name: string; sha256: string; size: number; mediaType: string }>;

async function upload(text: string, as: TokenClaims = OWNER): Promise<Picked> {
  const form = new FormData();
  form.append('file', new Blob([`%PDF-1.4\n% ${text}\n%%EOF\n`], { type: 'application/pdf' }), `${text}.pdf`);
  const { status, body: { hash, name, size, mediaType } } = await intake.call('POST', '/files', { as, form });
  expect(status).toBe(201);
  return { name, sha256: hash, size, mediaType };
}
const apply = (content: object, components: readonly object[] = []): Promise<Answer> =>
  intake.call('POST', '/dossiers', { as: OWNER, body: { procedureCode: '1.013831', applicant: { name: 'Công dân mẫu', identifier: '038000000001' }, content, components: [{ code: 'TP1', originals: 1 }, ...components] } });

describe('files of an application’s form', () => {
  it('are the dossier’s: as the paper that they are, for its officers to open, and for nobody else', async () => {
    const [first, second, photo] = [await upload('tầng 1'), await upload('tầng 2'), await upload('ảnh')];
    const { status, body: { code, position } } = await apply({ works: 'mới', drawings: [first, second], photo: [photo] });
    expect(status).toBe(201);
    const { body: { application } } = await intake.call('GET', `/dossiers/${code}?min-position=${position}`, { as: CLERK });
    expect(application.content).toEqual({ works: 'mới', drawings: [first, second], photo: [photo] });
    expect(application.components).toEqual([{ code: 'TP1', originals: 1, copies: 0, files: [] }, { code: 'TP2', originals: 0, copies: 0, files: [first.sha256, second.sha256] }]);
    expect(application.attachments).toEqual([
      { ...first, path: 'drawings', label: 'Bản vẽ', component: 'TP2' }, { ...second, path: 'drawings', label: 'Bản vẽ', component: 'TP2' }, { ...photo, path: 'photo', label: 'Ảnh' },
    ]);
    const statusFor = async (as: TokenClaims): Promise<number> => (await intake.call('GET', `/files/${photo.sha256}`, { as })).status;
    for (const as of [CLERK, LAND_OFFICER, OWNER]) expect(await statusFor(as)).toBe(200);
    for (const as of [CLERK_ELSEWHERE, citizen('038000000009')]) expect(await statusFor(as)).toBe(404);
    const page = await intake.call('GET', `/dossiers/${code}/application?format=html`, { as: OWNER });
    expect([page.status, page.headers.get('content-type'), page.headers.get('content-security-policy')]).toEqual([200, 'text/html; charset=utf-8', "default-src 'none'; style-src 'unsafe-inline'"]);
    for (const text of [`Mã hồ sơ: <strong>${code}</strong>`, '<dt>Công trình</dt><dd>mới</dd>', '<dt>Bản vẽ</dt><dd>tầng 1.pdf; tầng 2.pdf</dd>', 'size: A4']) expect(page.text).toContain(text);
    expect((await intake.call('GET', `/dossiers/${code}/application`, { as: citizen('038000000009') })).body.code).toBe('DOSSIER_UNKNOWN');
    // A better scan makes no second request.
    expect(await apply({ works: 'MỚI', drawings: [await upload('tầng 1 rõ hơn')], photo: [] })).toMatchObject({ status: 200, body: { code, existing: true } });
  });

  it('are refused at their field when they are missing, another’s, or not what the form says', async () => {
    const own = await upload('của mình');
    const foreign = await upload('của người khác', citizen('038000000002'));
    const refusal = async (content: object): Promise<unknown> => {
      const { status, body } = await apply(content);
      return [status, body.code, ...(body.errors ?? []).map(({ path, message }: { path: string; message: string }) => `${path}: ${message}`)];
    };
    const notTheirs = (name: string): string => `content.drawings: “Bản vẽ”: tệp “${name}” chưa được tải lên, hoặc không phải tệp của người nộp; hãy chọn lại tệp`;
    expect(await refusal({ works: 'x' })).toEqual([422, 'FORM_INVALID', 'content.drawings: “Bản vẽ” là bắt buộc']);
    expect(await refusal({ works: 'x', drawings: [own, foreign] })).toEqual([422, 'FORM_INVALID', notTheirs('của người khác.pdf')]);
    expect(await refusal({ works: 'x', drawings: [{ ...own, sha256: 'f'.repeat(64) }] })).toEqual([422, 'FORM_INVALID', notTheirs('của mình.pdf')]);
    expect(await refusal({ works: 'x', drawings: [{ ...own, size: own.size + 1 }] })).toEqual([422, 'FORM_INVALID', `content.drawings: “Bản vẽ”: tệp “của mình.pdf” là application/pdf, ${own.size} byte, khác với khai báo`]);
    expect(await refusal({ works: 'x', drawings: [own], photo: [{ ...own, mediaType: 'image/png' }] })).toEqual([422, 'FORM_INVALID', `content.photo: “Ảnh”: tệp “của mình.pdf” là application/pdf, ${own.size} byte, khác với khai báo`]);
    expect(await refusal({ works: 'x', drawings: [{ ...own, mediaType: 'image/png' }] })).toEqual([422, 'FORM_INVALID', 'content.drawings: “Bản vẽ” chỉ nhận tệp .pdf, nhưng “của mình.pdf” là image/png']);
    expect(await refusal({ works: 'x', drawings: ['files::1'] })).toEqual([422, 'FORM_INVALID', 'content.drawings: “Bản vẽ” có tệp thiếu tên, mã băm, dung lượng hoặc loại']);
  });

  it('that were hidden belong to nobody’s dossier', async () => {
    const [drawing, photo] = [await upload('bản vẽ cũ'), await upload('ảnh cũ')];
    const { body: { code, position } } = await apply({ works: 'cũ', drawings: [drawing], photo: [photo] });
    const { body: { application } } = await intake.call('GET', `/dossiers/${code}?min-position=${position}`, { as: CLERK });
    expect([application.content.photo, application.attachments.length]).toEqual([null, 1]);
    expect((await intake.call('GET', `/files/${photo.sha256}`, { as: CLERK })).status).toBe(404);
  });
});

describe('a file that an officer attaches to a dossier under way', () => {
  const OFFICER = LAND_OFFICER;
  const attach = (code: string, file: Picked, as: TokenClaims = OFFICER, taskId?: string): Promise<Answer> => intake.call('POST', `/dossiers/${code}/files`, { as, body: { file, ...(taskId !== undefined && { taskId }) } });
  async function accepted(works: string): Promise<string> {
    const { body: { code, position } } = await apply({ works, drawings: [await upload(`bản vẽ ${works}`)] });
    await intake.call('GET', `/dossiers/${code}?min-position=${position}`);
    const acceptance = await intake.call('POST', `/dossiers/${code}/acceptance`, { body: {} });
    expect(acceptance.status).toBe(200);
    return code;
  }

  it('is the dossier’s from then on, and processing is told once what it is', async () => {
    const code = await accepted('đính kèm');
    const file = await upload('biên bản', OFFICER);
    const statusFor = async (as: TokenClaims): Promise<number> => (await intake.call('GET', `/files/${file.sha256}`, { as })).status;
    expect(await statusFor(CLERK)).toBe(404);
    const { status, body } = await attach(code, file, OFFICER, `${code}~check~1`);
    expect([status, body.sha256]).toEqual([201, file.sha256]);
    expect((await attach(code, file, OFFICER, `${code}~check~1`)).status).toBe(201);
    const { body: { attached } } = await intake.call('GET', `/dossiers/${code}?min-position=${body.position}`, { as: OFFICER });
    expect(attached).toEqual([{ ...file, dossierCode: code, taskId: `${code}~check~1` }]);
    for (const as of [CLERK, OWNER]) expect(await statusFor(as)).toBe(200);
    const told = (await intake.facts()).filter(({ type }) => type === 'lienthong.intake.v1.FileAttached');
    expect(told.map(({ data }) => data)).toMatchObject([{ code, dossierCode: code, taskId: `${code}~check~1`, ...file }]);
  });

  it('is refused from whoever may not see the dossier or did not upload it, before receipt, and for a task of another', async () => {
    const code = await accepted('từ chối');
    const file = await upload('tờ trình', OFFICER);
    const elsewhere: TokenClaims = { ...OFFICER, unit: 'H56.24' };
    expect((await attach(code, await upload('nơi khác', elsewhere), elsewhere)).body.code).toBe('DOSSIER_UNKNOWN');
    expect((await attach(code, file, CLERK)).body.code).toBe('FILE_UNKNOWN');
    expect((await attach(code, { ...file, size: 1 })).body.code).toBe('FILE_UNKNOWN');
    expect((await attach(code, file, OFFICER, 'H56.17-20261125-0999~check~1')).body.code).toBe('NOT_OF_THE_CASE');
    expect((await attach(code, { ...file, sha256: 'x' })).body.code).toBe('VALIDATION_FAILED');
    expect((await attach(code, file, OWNER)).status).toBe(403);
    const { body: { code: fresh, position } } = await apply({ works: 'chưa nhận', drawings: [await upload('bản vẽ chưa nhận')] });
    await intake.call('GET', `/dossiers/${fresh}?min-position=${position}`);
    expect((await attach(fresh, file)).body.code).toBe('NOT_IN_STATE');
  });
});
