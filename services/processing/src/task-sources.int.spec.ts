import { administrator, leader, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';
import { SOURCED_PROCEDURE, sourcedModel } from './spec-sourced-model.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
  expect((await service.call('POST', '/procedures', administrator, { model: sourcedModel })).body).toMatchObject({ code: SOURCED_PROCEDURE });
});
afterAll(() => service.stop());

const open = (): string => service.accept({
  procedureCode: SOURCED_PROCEDURE, content: { childName: 'Trẻ mẫu', householdHead: '038000000003' },
  prefilled: [{ field: 'content.householdHead', source: 'earlier:householdHead', reference: 'D1', asOf: '2026-03-02T09:00:00+07:00', verified: true, wordsVi: '“Chủ hộ” điền sẵn từ hồ sơ D1; giữ nguyên', wordsEn: '"Head" was filled in from dossier D1; kept as it was' }], applicant: { name: 'Công dân mẫu A', identifier: '038000000001' },
  transferor: undefined, transferee: undefined, contractPrice: undefined,
});
const taskOf = async (code: string, element: string): Promise<string> => String((await service.openStep(code, element))['taskId']);
const formOf = async (id: string): Promise<Row> => (await service.call('GET', `/tasks/${id}`, leader)).body['form'] as Row;
async function complete(id: string, variables: object): Promise<void> {
  expect((await service.call('POST', `/tasks/${id}/claim`, leader)).status).toBe(200);
  expect((await service.call('POST', `/tasks/${id}/completion`, leader, { variables })).status).toBe(200);
}

describe('what the form of a task is filled in with', () => {
  it('says of each field from where and since when: the application, a step, the case; what the case knows is not asked of another body', async () => {
    const code = open();
    const look = await taskOf(code, 'look-up');
    expect(await formOf(look)).toMatchObject({
      data: { childName: 'Trẻ mẫu' },
      sources: [{ field: 'childName', kind: 'application', words: { vi: `đơn của hồ sơ ${code}`, en: `the application of dossier ${code}` }, at: '2026-11-20T15:30:00+07:00', isCorrectable: true }],
    });
    await complete(look, { childName: 'Trẻ mẫu', finding: 'Có hộ khẩu' });
    const child = await until('the child dossier', async () => ((await service.call('GET', `/instances/${code}`, administrator)).body['children'] as readonly Row[] | undefined)?.[0]);
    const enter = await taskOf(String(child['dossierCode']), 'enter');
    const { data, sources } = await formOf(enter);
    expect(data).toEqual({ childName: 'Trẻ mẫu', head: '038000000003', finding: 'Có hộ khẩu' });
    const ofCase = `hồ sơ liên thông ${code}`;
    expect(sources).toEqual([
      { field: 'childName', kind: 'case', words: { vi: ofCase, en: `the interlinked dossier ${code}` }, at: '2026-11-20T15:30:00+07:00', isCorrectable: true },
      { field: 'head', kind: 'case', words: { vi: `${ofCase}: “Chủ hộ” điền sẵn từ hồ sơ D1; giữ nguyên`, en: `the interlinked dossier ${code}: "Head" was filled in from dossier D1; kept as it was` }, at: '2026-11-20T15:30:00+07:00', isCorrectable: false },
      { field: 'finding', kind: 'case', words: { vi: `${ofCase}, bước “Tra cứu” do Lãnh Đạo Mẫu làm`, en: `the interlinked dossier ${code}, step "Look up" done by Lãnh Đạo Mẫu` }, at: expect.stringMatching(/^20/), isCorrectable: true },
    ]);
    // What nobody may correct stands, whatever is sent.
    await complete(enter, { childName: 'Trẻ mẫu', head: 'người khác', finding: 'Có hộ khẩu', note: '' });
    expect((await service.call('GET', `/tasks/${await taskOf(String(child['dossierCode']), 'check')}`, leader)).body['inputs']).toEqual({ head: '038000000003' });
  });
});
