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
    expect((await service.call('POST', '/procedures', administrator, { model: ofSize(100_000) })).status).toBe(201);
  });

  it('are published by administrators and analysts only', async () => {
    expect((await service.call('POST', '/procedures', leader, { model: sampleModel() })).status).toBe(403);
  });
});
