import { sampleModel, SAMPLE_PROCEDURE } from './domain/spec-procedure.js';
import { administrator, citizen, leader, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

const REASON = 'Luật mới có hiệu lực từ hôm nay';
const analyst = { ...administrator, sub: 'sample-analyst', name: 'Chuyên Viên Mẫu', roles: ['analyst'] };

/** A procedure of its own for each spec, so that none moves the dossiers of another. */
let count = 0;
const newProcedure = async (): Promise<string> => {
  const code = `9.1${String((count += 1)).padStart(5, '0')}`;
  expect((await service.call('POST', '/procedures', administrator, { model: sampleModel({ code }) })).status).toBe(201);
  return code;
};
/** The sample's first step under another id. */
const withCheck = (code: string, change: Parameters<typeof sampleModel>[0] = {}): string => sampleModel({ code, ...change }).replaceAll('"verify"', '"check"');
/** Nobody waits for the citizen's payment any more. */
const withoutPayment = (code: string): string =>
  sampleModel({ code }).replace(/<bpmn:sequenceFlow id="f2"[\s\S]*<bpmn:sequenceFlow id="f4"[^>]*>/, '<bpmn:sequenceFlow id="f3" sourceRef="verify" targetRef="sign" />')
    .replace('<bpmn:outgoing>f2</bpmn:outgoing>', '<bpmn:outgoing>f3</bpmn:outgoing>').replace(/<bpmn:endEvent id="stopped"[\s\S]*?<\/bpmn:endEvent>/, '');
const publish = async (model: string): Promise<number> => {
  const { status, body } = await service.call('POST', '/procedures', administrator, { model });
  expect([status, body.errors]).toEqual([201, undefined]);
  return Number(body['version']);
};
async function accepted(procedureCode: string, many: number): Promise<readonly string[]> {
  const codes = Array.from({ length: many }, () => service.accept({ procedureCode }));
  for (const code of codes) await service.openStep(code, 'verify');
  return codes;
}
async function plan(code: string, more: object = {}): Promise<string> {
  const planned = await service.call('POST', `/procedures/${code}/migrations`, analyst, { from: 1, to: 2, reason: REASON, ...more });
  expect([planned.status, planned.body.errors]).toEqual([201, undefined]);
  await service.call('GET', `/procedures/${code}/migrations?min-position=${planned.headers.get('position')}`, analyst);
  return `/procedures/${code}/migrations/${String(planned.body['id'])}`;
}
const ended = (path: string, position = '0'): Promise<Row> => until('the end of the migration', async () => {
  const { body } = await service.call('GET', `${path}?min-position=${position}`, analyst);
  return body['status'] === 'ended' ? body : undefined;
});
async function run(path: string): Promise<Row> {
  const { status, headers } = await service.call('POST', `${path}/run`, analyst, {});
  expect(status).toBe(200);
  return ended(path, headers.get('position') ?? '');
}
const eventsOf = async (code: string): Promise<readonly string[]> => (await service.store().load(`instance/${code}`)).events.map(({ type }) => type);

describe('a migration', () => {
  it('is tried on the real dossiers, then moves them: task, timer and date stay, and the dossier goes on by the new version', async () => {
    const procedure = await newProcedure();
    const [code, paying] = await accepted(procedure, 2) as [string, string];
    service.verify(paying);
    await service.openStep(paying, 'await-payment');
    const task = (await service.call('GET', `/instances/${code}`, leader)).body.open[0];
    expect(await publish(withCheck(procedure, { limit: 'P8D' }))).toBe(2);

    const path = await plan(procedure, { elements: { verify: 'check' } });
    const trial = (await service.call('GET', `${path}/trial`, analyst)).body;
    expect(trial).toMatchObject({
      running: 2,
      items: [
        { dossierCode: code, outcome: 'moves', changes: [{ what: 'renamed', element: 'verify', to: 'check', text: { vi: '“verify” thành “check”' } }] },
        { dossierCode: paying, outcome: 'moves', changes: [] },
      ],
    });
    expect(await eventsOf(code)).not.toContain('InstanceMigrated');

    expect(await run(path)).toMatchObject({ moved: 2, blocked: 0, waiting: 0, run: 1, changedBy: analyst.name });
    const after = (await service.call('GET', `/instances/${code}`, leader)).body;
    expect(after).toMatchObject({ procedureVersion: 2, open: [{ ...task, element: 'check' }] });
    expect((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body).toMatchObject({ dueAt: '2026-12-04T15:30:00+07:00', promisedDueAt: '2026-12-04T15:30:00+07:00' });
    const fact = (await service.store().readFacts({ after: 0, limit: 1000, dossier: code })).find(({ type }) => type === 'InstanceMigrated');
    expect(fact).toMatchObject({ actor: 'service@processing', data: { from: '1', to: '2', reason: REASON, by: { name: analyst.name } } });

    service.verify(code);
    await service.openStep(code, 'await-payment');
    service.pay(code);
    expect(await service.openStep(code, 'sign')).toMatchObject({ agency: 'land-registry' });
  });

  it('leaves what is blocked where it is, says why, and may be run again', async () => {
    const procedure = await newProcedure();
    const [moves, blocked] = await accepted(procedure, 2) as [string, string];
    service.verify(blocked);
    await service.openStep(blocked, 'await-payment');
    await publish(withoutPayment(procedure));
    const path = await plan(procedure);
    expect((await service.call('GET', `${path}/trial`, analyst)).body.items).toMatchObject([
      { dossierCode: moves, outcome: 'moves' }, { dossierCode: blocked, outcome: 'blocked', because: [{ code: 'ELEMENT_REMOVED', element: 'await-payment', text: { en: '"await-payment" is not in the new version' } }] },
    ]);
    const before = await service.store().load(`instance/${blocked}`);
    expect(await run(path)).toMatchObject({ moved: 1, blocked: 1, waiting: 0 });
    expect(await service.store().load(`instance/${blocked}`)).toEqual(before);
    const report = (await service.call('GET', `${path}/dossiers?outcome=blocked`, analyst)).body.items;
    expect(report).toMatchObject([{ dossierCode: blocked, outcome: 'blocked', because: [{ code: 'ELEMENT_REMOVED' }] }]);

    service.pay(blocked);
    await service.openStep(blocked, 'sign');
    expect(await run(path)).toMatchObject({ run: 2, moved: 1, blocked: 0 });
    expect((await service.call('GET', `/instances/${blocked}`, administrator)).body['procedureVersion']).toBe(2);
    expect((await service.call('GET', `/procedures/${procedure}/versions`, leader)).body.items).toMatchObject([{ version: 2, running: 2, effectiveFrom: '2026-11-01' }, { version: 1, running: 0 }]);
  });

  it('moves the due date only where the plan says so', async () => {
    const procedure = await newProcedure();
    const [code] = await accepted(procedure, 1) as [string];
    await publish(sampleModel({ code: procedure, limit: 'P8D' }));
    await run(await plan(procedure, { dueDate: 'recounted' }));
    expect((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body).toMatchObject({ dueAt: '2026-12-02T15:30:00+07:00', promisedDueAt: '2026-12-04T15:30:00+07:00' });
    const { events } = await service.store().load(`clock/${code}`);
    expect(events.at(-1)).toMatchObject({ type: 'DueDateMoved', data: { reason: { vi: 'Theo phiên bản 2 của thủ tục' } } });
  });

  it('can be paused and resumed, survives a restart in the middle, and moves every dossier exactly once', async () => {
    const procedure = await newProcedure();
    const codes = await accepted(procedure, 120);
    await publish(withCheck(procedure));
    const path = await plan(procedure, { elements: { verify: 'check' } });
    expect((await service.call('POST', `${path}/pause`, analyst, {})).body).toMatchObject({ status: 409, code: 'MIGRATION_NOT_RUNNING' });
    await service.call('POST', `${path}/run`, analyst, {});
    await until('some progress', async () => (Number((await service.call('GET', path, analyst)).body['moved']) > 0 ? true : undefined));
    expect((await service.call('POST', `${path}/pause`, analyst, {})).body).toMatchObject({ status: 'paused' });
    const migratedNow = async (): Promise<number> => (await service.store().load(`migrated/${path.split('/').at(-1)}`)).version;
    const paused = await migratedNow();
    await new Promise((resolve) => { setTimeout(resolve, 1_500); });
    expect(await migratedNow()).toBe(paused);
    expect((await service.call('POST', `${path}/run`, analyst, {})).body).toMatchObject({ status: 409, code: 'MIGRATION_RUNNING' });

    expect((await service.call('POST', `${path}/resume`, analyst, {})).body).toMatchObject({ status: 'running' });
    await service.restart();
    expect(await ended(path)).toMatchObject({ moved: 120, blocked: 0, waiting: 0 });
    for (const code of codes) expect((await eventsOf(code)).filter((type) => type === 'InstanceMigrated')).toHaveLength(1);
  });

  it('is refused with every problem of its plan', async () => {
    const procedure = await newProcedure();
    await publish(withCheck(procedure));
    const refused = await service.call('POST', `/procedures/${procedure}/migrations`, analyst, { from: 1, to: 2, reason: REASON, elements: { verify: 'sign', nothing: 'check' } }, { 'accept-language': 'en' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'PLAN_REFUSED' } });
    expect(new Set(refused.body.errors.map((error) => error['path']))).toEqual(new Set(['nothing', 'verify']));
    const codes = async (body: object) => (await service.call('POST', `/procedures/${procedure}/migrations`, analyst, { from: 1, to: 2, reason: REASON, ...body })).body['code'];
    expect([await codes({ to: 1 }), await codes({ to: 9 }), await codes({ reason: 'ngắn' }), await codes({ elements: { verify: 7 } })]).toEqual(['VERSIONS_EQUAL', 'VERSION_UNKNOWN', 'VALIDATION_FAILED', 'VALIDATION_FAILED']);
  });

  it('is for administrators and analysts, and found under its own procedure only', async () => {
    const procedure = await newProcedure();
    await publish(withCheck(procedure));
    const path = await plan(procedure);
    for (const as of [leader, citizen('038000000001')]) expect((await service.call('POST', `${path}/run`, as, {})).status).toBe(403);
    expect((await service.call('GET', path, leader)).status).toBe(403);
    const elsewhere = path.replace(procedure, SAMPLE_PROCEDURE);
    for (const at of ['', '/trial', '/dossiers']) expect((await service.call('GET', `${elsewhere}${at}`, analyst)).body).toMatchObject({ status: 404, code: 'MIGRATION_UNKNOWN' });
    expect((await service.call('POST', `${elsewhere}/run`, analyst, {})).body).toMatchObject({ status: 404, code: 'MIGRATION_UNKNOWN' });
  });
});

describe('a modification', () => {
  const modify = (code: string, body: object, as = administrator) => service.call('POST', `/instances/${code}/modifications`, as, { reason: 'Sửa theo biên bản ngày hôm nay', ...body });
  const elements = async (code: string) => (await service.call('GET', `/instances/${code}/elements`, administrator)).body as unknown as Readonly<{ elements: readonly Row[] }>;

  it('moves the token, starts a step, takes one away and sets data: each with who and why in the history', async () => {
    const [code] = await accepted(await newProcedure(), 1) as [string];
    expect((await elements(code)).elements).toMatchObject([{ elementKey: 'verify#1', element: 'verify', phase: 'waiting' }]);
    expect((await modify(code, { kind: 'move', elementKey: 'verify#1', element: 'sign' })).status).toBe(200);
    expect(await service.openStep(code, 'sign')).toMatchObject({ agency: 'land-registry' });
    expect((await modify(code, { kind: 'activate', element: 'verify' })).status).toBe(200);
    await service.openStep(code, 'verify');
    expect((await modify(code, { kind: 'variables', variables: { contractPrice: 5 } })).status).toBe(200);
    expect((await modify(code, { kind: 'cancel', elementKey: 'sign#1' })).status).toBe(200);
    expect((await elements(code)).elements.map((each) => each['element'])).toEqual(['verify']);
    const told = (await service.store().readFacts({ after: 0, limit: 1000, dossier: code })).filter(({ type }) => type === 'InstanceModified');
    expect(told.map(({ data }) => [data.what, data.element, data.by.name])).toEqual([['move', 'verify', administrator.name], ['activate', 'verify', administrator.name], ['variables', '', administrator.name], ['cancel', 'sign', administrator.name]]);
  });

  it('is refused where it cannot be, and to whoever may not', async () => {
    const [code] = await accepted(await newProcedure(), 1) as [string];
    const refusal = async (body: object, as = administrator) => (await modify(code, body, as)).body['code'];
    expect(await refusal({ kind: 'cancel', elementKey: 'sign#1' })).toBe('ELEMENT_NOT_ACTIVE');
    expect(await refusal({ kind: 'activate', element: 'nowhere' })).toBe('ELEMENT_UNKNOWN');
    expect(await refusal({ kind: 'move', element: 'sign' })).toBe('VALIDATION_FAILED');
    expect(await refusal({ kind: 'vanish' })).toBe('VALIDATION_FAILED');
    expect(await refusal({ kind: 'activate', element: 'sign', reason: '' })).toBe('VALIDATION_FAILED');
    expect(await refusal({ kind: 'activate', element: 'sign' }, leader)).toBe('FORBIDDEN');
  });
});
