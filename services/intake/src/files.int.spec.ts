import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { TokenClaims } from '@lienthong/testing';
import { application, citizen, CLERK, CLERK_ELSEWHERE, LAND_OFFICER, publishProcedure, SECOND_CLERK, startIntake, type Answer, type Intake } from './spec-intake.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
  await publishProcedure(intake);
});
afterAll(async () => { await intake.stop(); });

const SELLER = citizen('038000000001');
const AUDITOR: TokenClaims = { sub: 'auditor-1', name: 'Thanh tra mẫu', agency: 'audit', unit: 'H56.TT', roles: ['auditor'] };
const pdf = (text: string) => Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`);
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function upload(bytes: Uint8Array, { name = 'don.pdf', type = 'application/pdf', as = SELLER, language = 'vi' }: { name?: string; type?: string; as?: TokenClaims; language?: string } = {}): Promise<Answer> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  return intake.call('POST', '/files', { as, form, headers: { 'accept-language': language } });
}

describe('an uploaded file', () => {
  it('is kept under the hash of its bytes, once, and comes back as it was', async () => {
    const bytes = pdf('sample application');
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(await upload(bytes)).toMatchObject({ status: 201, body: { hash, size: bytes.length, mediaType: 'application/pdf', name: 'don.pdf' } });
    expect((await upload(bytes, { as: CLERK, name: 'đơn.pdf' })).body).toMatchObject({ hash, name: 'đơn.pdf' });
    expect(await readFile(join(intake.folder, hash.slice(0, 2), hash))).toEqual(bytes);
    expect(await readdir(join(intake.folder, 'incoming'))).toEqual([]);
    const read = await intake.call('GET', `/files/${hash}`, { as: SELLER });
    expect([read.status, read.body, read.headers.get('content-type'), read.headers.get('x-content-type-options')]).toEqual([200, bytes.toString(), 'application/pdf', 'nosniff']);
  });

  it('is not shown any more when its bytes were changed on disk, and the self-audit names it', async () => {
    const bytes = pdf('before');
    const { body: { hash } } = await upload(bytes);
    const place = join(intake.folder, hash.slice(0, 2), hash);
    await writeFile(place, pdf('forged'));
    expect(await intake.call('GET', `/files/${hash}`, { as: SELLER })).toMatchObject({ status: 409, body: { code: 'FILE_ALTERED' } });
    const findings = async (): Promise<Answer> => intake.call('GET', '/integrity', { as: AUDITOR });
    const open = ({ body }: Answer): object[] => body.findings.filter(({ mendedAt }: { mendedAt: string | null }) => mendedAt === null);
    expect(open(await intake.until(findings, (answer) => open(answer).length > 0))).toMatchObject([{ kind: 'file-altered', subject: `file ${hash}` }]);
    await writeFile(place, bytes);
    expect((await intake.call('GET', `/files/${hash}`, { as: SELLER })).status).toBe(200);
    await intake.until(findings, (answer) => open(answer).length === 0);
  });

  it('has a name of whole characters, however long and whatever they are', async () => {
    // 199 and a character of two units: cut by units, half of it would stay.
    const { status, body } = await upload(pdf('long name'), { name: `${'a'.repeat(199)}🏠🏠.pdf` });
    expect([status, body.name]).toEqual([201, `${'a'.repeat(199)}🏠`]);
  });

  it('is seen by its holder, and by those who see a dossier that it belongs to', async () => {
    const { body: { hash } } = await upload(pdf('contract'));
    const statusFor = async (as: TokenClaims) => (await intake.call('GET', `/files/${hash}`, { as })).status;
    expect(await statusFor(SELLER)).toBe(200);
    for (const as of [CLERK, LAND_OFFICER, citizen('038000000002')]) expect(await statusFor(as)).toBe(404);
    const { status, body: { position } } = await intake.call('POST', '/dossiers', { as: SELLER, body: application({ components: [{ code: 'TP1', files: [hash] }, { code: 'TP2', files: [hash] }] }) });
    expect(status).toBe(201);
    await intake.call('GET', `/dossiers?min-position=${position}`);
    for (const as of [CLERK, SECOND_CLERK, LAND_OFFICER, citizen('038000000002')]) expect(await statusFor(as)).toBe(200);
    for (const as of [CLERK_ELSEWHERE, citizen('038000000009')]) expect(await statusFor(as)).toBe(404);
  });

  it('cannot be attached by somebody who only knows its hash', async () => {
    const { body: { hash } } = await upload(pdf('somebody’s paper'));
    const body = application({ components: [{ code: 'TP1', files: [hash] }, { code: 'TP2', originals: 1 }] });
    expect(await intake.call('POST', '/dossiers', { body })).toMatchObject({ status: 422, body: { code: 'FILE_UNKNOWN' } });
    expect(await intake.call('POST', '/dossiers', { as: SELLER, body })).toMatchObject({ status: 201 });
  });

  it('is judged by its content, whatever it says', async () => {
    const script = Buffer.from('<html><script>alert(1)</script></html>');
    for (const [bytes, options, status, code] of [
      [script, {}, 422, 'FILE_NOT_WHAT_IT_SAYS'],
      [Buffer.from('MZ' + '\0'.repeat(200)), { name: 'hop-dong.pdf' }, 422, 'FILE_NOT_WHAT_IT_SAYS'],
      [PNG, { name: 'anh.jpg', type: 'image/jpeg' }, 422, 'FILE_NOT_WHAT_IT_SAYS'],
      [PNG, { name: 'anh.pdf', type: 'image/png' }, 422, 'FILE_NOT_WHAT_IT_SAYS'],
      [script, { name: 'trang', type: 'application/octet-stream' }, 415, 'FILE_TYPE_NOT_ALLOWED'],
      [Buffer.from('GIF89a' + '\0'.repeat(50)), { name: 'anh.gif', type: 'image/gif' }, 415, 'FILE_TYPE_NOT_ALLOWED'],
      [Buffer.alloc(0), {}, 422, 'FILE_EMPTY'],
      [pdf('cut').subarray(0, 12), {}, 422, 'FILE_CUT_OFF'],
    ] as const) {
      const vietnamese = await upload(bytes, options);
      expect([options, vietnamese.status, vietnamese.body.code]).toEqual([options, status, code]);
      const english = await upload(bytes, { ...options, language: 'en' });
      expect(english.body.whatToDo).not.toBe(vietnamese.body.whatToDo);
      expect(`${vietnamese.body.whatToDo}${english.body.whatToDo}`).not.toMatch(/[{}]|undefined/);
    }
    expect(await upload(PNG, { name: 'anh.png', type: 'image/png' })).toMatchObject({ status: 201, body: { mediaType: 'image/png' } });
    expect(await readdir(join(intake.folder, 'incoming'))).toEqual([]);
  });

  it('is refused beyond 20 MB, and leaves nothing behind', async () => {
    const answer = await upload(Buffer.concat([pdf('large'), Buffer.alloc(20 * 1_048_576)]));
    expect(answer).toMatchObject({ status: 413, body: { code: 'FILE_TOO_LARGE' } });
    expect(answer.body.whatToDo).toContain('20 MB');
    expect(await readdir(join(intake.folder, 'incoming'))).toEqual([]);
  });

  it('has to be there, as a form', async () => {
    expect(await intake.call('POST', '/files', { as: SELLER, form: new FormData() })).toMatchObject({ status: 422, body: { code: 'FILE_NOT_SENT' } });
    const cutOff = '--B\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4';
    for (const type of ['multipart/form-data; boundary=B', 'multipart/form-data', `multipart/form-data; boundary=${'B'.repeat(300)}`]) {
      expect(await intake.call('POST', '/files', { as: SELLER, raw: cutOff, headers: { 'content-type': type } })).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
    }
    expect(await readdir(join(intake.folder, 'incoming'))).toEqual([]);
    expect(await intake.call('POST', '/files', { as: SELLER, body: {} })).toMatchObject({ status: 415 });
    expect(await intake.call('GET', '/files/..%2f..%2fetc%2fpasswd', { as: SELLER })).toMatchObject({ status: 404 });
  });
});
