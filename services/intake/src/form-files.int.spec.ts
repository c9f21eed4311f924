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
