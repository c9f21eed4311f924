import { sampleModel, SAMPLE_PROCEDURE } from './domain/spec-procedure.js';
import { administrator, leader, startProcessing, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

describe('procedures', () => {
  it('that came with the release are published at start, once', async () => {
    const before = (await service.store().load('procedure/1.013831')).version;
    expect(before).toBe(1);
    await service.restart();
    expect((await service.store().load('procedure/1.013831')).version).toBe(before);
  });

  it('say in words how long they take', async () => {
    const { items } = (await service.call('GET', '/procedures/2.000815/versions', leader)).body;
    expect(items).toMatchObject([{ limit: 'P0D', processingTime: [{ channel: null, text: { vi: 'trong ngày; tiếp nhận sau 15:00 thì tính từ ngày làm việc kế tiếp' } }], fees: [{ code: 'P1', decision: 'certified-copy-fee' }] }]);
  });

  it('carry the law that gives the limit to everybody who counts by it', async () => {
    const [published] = (await service.store().load('procedure/2.000815')).events;
    expect(published?.data).toMatchObject({ limitBasis: { en: expect.stringMatching(/^Decree 23\/2015\/NĐ-CP, Article 7/) } });
  });

  it('are kept byte for byte, and the same file is no new version', async () => {
    expect((await service.call('GET', `/procedures/${SAMPLE_PROCEDURE}/versions/1/model`, leader)).text).toBe(sampleModel());
    expect(await service.call('POST', '/procedures', administrator, { model: sampleModel() })).toMatchObject({ status: 200, body: { version: 1, isNew: false } });
  });

  it('get the next number, and a dossier keeps the version of its receipt', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    const published = await service.call('POST', '/procedures', administrator, { model: sampleModel({ limit: 'P9D' }) });
    expect(published).toMatchObject({ status: 201, body: { version: 2 } });
    expect((await service.call('GET', `/instances/${code}`, leader)).body['procedureVersion']).toBe(1);
    const list = await service.call('GET', `/procedures?min-position=${published.headers.get('position')}`, leader);
    expect(list.body.items.filter((item) => item['code'] === SAMPLE_PROCEDURE)).toMatchObject([{ version: 2, limit: 'P9D', publishedBy: 'sample-admin' }, { version: 1, limit: 'P10D' }]);
  });

  it('are refused whole, with every finding named', async () => {
    const model = sampleModel().replace('<bpmn:userTask id="sign"', '<bpmn:scriptTask id="script" /><bpmn:userTask id="sign"').replace('role="leader" />', 'role="leader" /><lienthong:clock suspend="lunch" legalBasis="none" />');
    const refused = await service.call('POST', '/procedures', administrator, { model }, { 'accept-language': 'en' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'MODEL_REFUSED' } });
    expect(refused.body.errors.map((error) => error['path'])).toEqual(expect.arrayContaining(['script', 'sign']));
    expect((await service.call('POST', '/procedures', administrator, { model: 'not xml' })).body).toMatchObject({ status: 422, code: 'MODEL_REFUSED' });
  });

  it('are refused where they are larger than the log can keep, not answered with a failure', async () => {
    const ofSize = (bytes: number) => sampleModel({ code: '9.000009' }).replace('<bpmn:extensionElements>', `<bpmn:documentation>${'x'.repeat(bytes)}</bpmn:documentation><bpmn:extensionElements>`);
    const refused = await service.call('POST', '/procedures', administrator, { model: ofSize(200_000) });
    expect(refused).toMatchObject({ status: 422, body: { code: 'MODEL_REFUSED', errors: [{ path: 'xml-too-large' }] } });
    expect((await service.call('POST', '/procedures', administrator, { model: ofSize(140_000) })).status).toBe(201);
    // What the model says stands in the event once more: each of these files alone would fit.
    const named = (bytes: number) => sampleModel({ code: '9.000010' }).replace(/nameEn="[^"]*"/, `nameEn="${'x'.repeat(bytes)}"`);
    expect((await service.call('POST', '/procedures', administrator, { model: named(150_000) })).body).toMatchObject({ code: 'MODEL_REFUSED', errors: [{ path: 'xml-too-large' }] });
  });

  it('are published by administrators and analysts only', async () => {
    expect((await service.call('POST', '/procedures', leader, { model: sampleModel() })).status).toBe(403);
  });

  it('are found by code and by either name, and each version says how many dossiers run by it', async () => {
    const found = async (q: string) => (await service.call('GET', `/procedures?q=${encodeURIComponent(q)}&limit=200`, leader)).body.items.map((item) => item['code']);
    expect(await found('Thủ tục MẪU')).toContain(SAMPLE_PROCEDURE);
    expect(await found('sample proc')).toContain(SAMPLE_PROCEDURE);
    expect(await found('1.0138')).toEqual(['1.013831']);
    expect(await found('100%_')).toEqual([]);
    const { items } = (await service.call('GET', `/procedures/${SAMPLE_PROCEDURE}/versions`, leader)).body;
    expect(items).toMatchObject([{ version: 2, effectiveFrom: '2026-11-01', running: 0 }, { version: 1, running: 1 }]);
    const paged = (await service.call('GET', `/procedures/${SAMPLE_PROCEDURE}/versions?limit=1`, leader)).body;
    expect((await service.call('GET', `/procedures/${SAMPLE_PROCEDURE}/versions?limit=1&cursor=${paged.next}`, leader)).body).toMatchObject({ items: [{ version: 1 }], next: null });
    expect((await service.call('GET', '/procedures/9.999999/versions', leader)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('tell in sentences what differs from the version before, or from any', async () => {
    const path = `/procedures/${SAMPLE_PROCEDURE}/versions`;
    const change = { kind: 'changed', element: 'sample-process', what: 'lienthong:Procedure.limit' };
    expect((await service.call('GET', `${path}/2/difference`, leader)).body).toMatchObject({
      code: SAMPLE_PROCEDURE, from: 1, to: 2,
      changes: [{ ...change, before: 'P10D', after: 'P9D', text: { vi: 'Quy trình sample-process: thời hạn giải quyết đổi từ “P10D” thành “P9D”', en: 'Process sample-process: legal limit changed from “P10D” to “P9D”' } }],
    });
    expect((await service.call('GET', `${path}/1/difference?from=2`, leader)).body).toMatchObject({ changes: [{ ...change, before: 'P9D', after: 'P10D' }] });
    expect((await service.call('GET', `${path}/1/difference`, leader)).body).toMatchObject({ from: null, to: 1, changes: [] });
    expect((await service.call('GET', `${path}/9/difference`, leader)).body).toMatchObject({ status: 404, code: 'VERSION_UNKNOWN' });
    expect((await service.call('GET', `${path}/2/difference?from=x`, leader)).status).toBe(400);
  });

  it('that are drawings only are refused: nobody could say what they are for', async () => {
    const drawing = sampleModel({ code: '9.000008' }).replace(/<lienthong:(?!\/)[\s\S]*?\/>|<lienthong:procedure[\s\S]*?<\/lienthong:procedure>/g, '').replace(/<\/lienthong:procedure>/g, '');
    expect((await service.call('POST', '/procedures', administrator, { model: drawing })).body).toMatchObject({ status: 422, code: 'MODEL_REFUSED' });
  });
});
