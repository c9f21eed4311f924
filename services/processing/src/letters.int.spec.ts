import { sampleModel } from './domain/spec-procedure.js';
import { administrator, citizen, leader, startProcessing, type ServiceUnderTest } from './spec-service.js';

const LETTERS = `<lienthong:letter code="receipt-note" nameVi="Thông báo tiếp nhận" nameEn="Note of receipt"><lienthong:letterText lang="vi">Hồ sơ {{ dossier.code }} hẹn trả {{ date and time(dossier.dueAt) }}.

Giá hợp đồng {{ contractPrice }} đồng.</lienthong:letterText><lienthong:letterText lang="en">Dossier {{ dossier.code }}, due {{ date and time(dossier.dueAt) }}. Price {{ contractPrice }} đồng.</lienthong:letterText></lienthong:letter>
<lienthong:letter code="large" nameVi="Riêng hồ sơ lớn" nameEn="For large ones" when="=contractPrice &gt; 5000000000"><lienthong:letterText lang="vi">a</lienthong:letterText><lienthong:letterText lang="en">a</lienthong:letterText></lienthong:letter>`;

describe('letters of a procedure', () => {
  let service: ServiceUnderTest;
  let code: string;
  beforeAll(async () => {
    service = await startProcessing();
    const published = await service.call('POST', '/procedures', administrator, { model: sampleModel().replace('</lienthong:procedure>', `${LETTERS}</lienthong:procedure>`) });
    expect(published.status).toBe(201);
    code = service.accept({ procedureVersion: 2 });
    await service.openStep(code, 'verify');
  });
  afterAll(() => service.stop());

  const letters = async (as = leader) => (await service.call('GET', `/dossiers/${code}/letters`, as)).body.items;

  it('are those of the version that the dossier follows, and a party sees none before it is issued', async () => {
    expect(await letters()).toMatchObject([{ letter: 'receipt-note', isDue: true, gaps: [], issued: null }, { letter: 'large', isDue: false, issued: null }]);
    expect(await letters(citizen('038000000001'))).toEqual([]);
    expect((await service.call('GET', `/dossiers/${code}/letters/receipt-note`, citizen('038000000001'))).status).toBe(404);
    const old = service.accept();
    await service.openStep(old, 'verify');
    expect((await service.call('GET', `/dossiers/${old}/letters`, leader)).body.items).toEqual([]);
  });

  it('can be read as they would be, marked as a draft', async () => {
    const { text } = await service.call('GET', `/dossiers/${code}/letters/receipt-note?format=html`, leader);
    expect(text).toContain('DỰ THẢO');
    expect(text).toContain('Giá hợp đồng 2.000.000.000 đồng.');
  });

  it('are issued once, in these words, and then the parties read them', async () => {
    expect((await service.call('POST', `/dossiers/${code}/letters/receipt-note/issue`, leader)).status).toBe(201);
    const again = await service.call('POST', `/dossiers/${code}/letters/receipt-note/issue`, leader);
    expect([again.status, again.body['code']]).toEqual([409, 'LETTER_ISSUED']);
    const { body } = await service.call('GET', `/dossiers/${code}/letters/receipt-note`, citizen('038000000001'));
    expect(body).toMatchObject({ text: { vi: `Hồ sơ ${code} hẹn trả 15:30 ngày 04/12/2026.\n\nGiá hợp đồng 2.000.000.000 đồng.` }, issued: { number: 1, by: { name: 'Lãnh Đạo Mẫu' }, procedureVersion: 2 } });
    expect(await letters(citizen('038000000001'))).toMatchObject([{ letter: 'receipt-note', issued: { number: 1, by: 'Lãnh Đạo Mẫu' } }]);
  });

  it('stay in the dossier’s history, under its reference', async () => {
    const { events } = await service.store().load(`letter/${code}`);
    expect(events).toMatchObject([{ type: 'LetterIssued', data: { letter: 'receipt-note', number: 1 } }]);
    const dossier = await service.store().findDossier(code);
    expect(dossier).toBeDefined();
    expect(events[0]).toMatchObject({ dossier });
  });

  it('are refused before their time, to citizens, and where there is no such letter', async () => {
    const early = await service.call('POST', `/dossiers/${code}/letters/large/issue`, leader);
    expect([early.status, early.body['code']]).toEqual([409, 'LETTER_NOT_DUE']);
    expect((await service.call('POST', `/dossiers/${code}/letters/large/issue`, citizen('038000000001'))).status).toBe(403);
    const strange = await service.call('POST', `/dossiers/${code}/letters/none/issue`, leader);
    expect([strange.status, strange.body['code']]).toEqual([404, 'LETTER_UNKNOWN']);
  });
});
