import type { TokenClaims } from '@lienthong/testing';
import { administrator, startProcessing, type ServiceUnderTest } from './spec-service.js';
import { fileModel, FILE_PROCEDURE } from './spec-file-model.js';

const LAN: TokenClaims = { sub: 'lan', name: 'Lan Mẫu', agency: 'land-registry', unit: 'H56.23', roles: ['officer'] };
const report = (sha256: string) => ({ name: 'biên bản.pdf', sha256, size: 1_200, mediaType: 'application/pdf' });

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
  expect((await service.call('POST', '/procedures', administrator, { model: fileModel })).status).toBe(201);
});
afterAll(() => service.stop());

async function inspecting(): Promise<string> {
  const code = service.accept({ procedureCode: FILE_PROCEDURE });
  await service.openStep(code, 'inspect');
  await service.call('POST', `/tasks/${code}~inspect~1/claim`, LAN);
  return code;
}
const attach = (code: string, sha256: string): void =>
  service.happen('intake', 'lienthong.intake.v1.FileAttached', code, '2026-11-23T09:00:00+07:00', { code, dossierCode: code, taskId: `${code}~inspect~1`, ...report(sha256), attachedAt: '2026-11-23T09:00:00+07:00' });
const complete = (task: string, variables: object) => service.call('POST', `/tasks/${task}/completion`, LAN, { variables }, { 'accept-language': 'vi' });

describe('a file in the form of a task', () => {
  it('is taken as soon as intake tells of it, kept by its hash, and shown to the next officer', async () => {
    const code = await inspecting();
    const file = report('a'.repeat(64));
    // The officer is quicker than the fact.
    const completion = complete(`${code}~inspect~1`, { report: [file] });
    attach(code, file.sha256);
    expect((await completion).status).toBe(200);
    await service.call('POST', `/tasks/${code}~sign~1/claim`, LAN);
    const { body } = await service.call('GET', `/tasks/${code}~sign~1`, LAN);
    expect(body).toMatchObject({ caseCode: code, form: { data: { report: [file] } } });
    // It is only shown: what is sent for it is not looked at.
    expect((await complete(`${code}~sign~1`, { report: [report('e'.repeat(64))] })).status).toBe(200);
    const { events } = await service.store().load(`instance/${code}`);
    expect(events.filter(({ type }) => type === 'FileAttached').map(({ data }) => data)).toEqual([{ sha256: file.sha256, size: 1_200, mediaType: 'application/pdf', at: '2026-11-23T09:00:00+07:00' }]);
    expect(events.findLast(({ type }) => type === 'JobCompleted')?.data).toMatchObject({ variables: { report: [file] } });
  });

  it('is refused at its field when it belongs to another dossier, or nobody has attached it', async () => {
    const [code, other] = [await inspecting(), await inspecting()];
    attach(other, 'b'.repeat(64));
    // Among many tasks at once nothing is waited for.
    const { body: { items } } = await service.call('POST', '/tasks/completions', LAN, { items: [{ taskId: `${code}~inspect~1`, variables: { report: [report('b'.repeat(64))] } }] }, { 'accept-language': 'vi' });
    expect(items).toMatchObject([{ completed: false, problem: { status: 422, code: 'FORM_INVALID', errors: [{ path: 'report', message: '“Biên bản”: tệp “biên bản.pdf” chưa được đính kèm vào hồ sơ; hãy chọn lại tệp' }] } }]);
    expect((await complete(`${code}~inspect~1`, {})).body.errors).toEqual([{ path: 'report', message: '“Biên bản” là bắt buộc' }]);
    // Told twice, it is noted once.
    attach(other, 'b'.repeat(64));
    attach(other, 'c'.repeat(64));
    expect((await complete(`${other}~inspect~1`, { report: [report('c'.repeat(64))] })).status).toBe(200);
    const { events } = await service.store().load(`instance/${other}`);
    expect(events.filter(({ type }) => type === 'FileAttached')).toHaveLength(2);
  });
});
