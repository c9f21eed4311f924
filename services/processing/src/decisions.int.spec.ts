import { evaluateDecision } from '@lienthong/dmn';
import { PublishedDecisions } from '@lienthong/service-host';
import { decisionPorts } from './adapters/postgres/decision-ports.js';
import { procedureStream } from './adapters/postgres/procedure-stream.js';
import { SAMPLE_MODEL, sampleDecision } from './domain/spec-decision.js';
import { sampleModel } from './domain/spec-procedure.js';
import { administrator, leader, startProcessing, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

const publish = (body: object, as = administrator) => service.call('POST', '/decisions', as, body, { 'accept-language': 'en' });
const examples = (fee: number): string => `{"id": "nhỏ", "decision": "sample-fee", "input": {"contractPrice": 10}, "expected": ${fee}}\n`;

describe('decision models', () => {
  it('that came with the release are published at start, once, before the procedures', async () => {
    const released = async () => Promise.all(['land-fee-rules', 'competence-rules', 'land-income-tax-rules'].map(async (id) => (await service.store().load(`decision/${id}`)).version));
    const before = await released();
    expect(before).toEqual([1, 2, 2]);
    const [decision, procedure] = await Promise.all(['decision/competence-rules', 'procedure/1.013831'].map(async (stream) => (await service.store().load(stream)).events[0]?.logIndex ?? -1));
    expect(decision).toBeLessThan(procedure ?? -1);
    await service.restart();
    expect(await released()).toEqual(before);
  });

  it('are published with their examples, numbered, kept byte for byte, and the same file is no new version', async () => {
    const file = { model: sampleDecision(), effectiveFrom: '2026-01-01', examples: examples(20) };
    expect(await publish(file)).toMatchObject({ status: 201, body: { id: SAMPLE_MODEL, version: 1, isNew: true } });
    expect(await publish(file)).toMatchObject({ status: 200, body: { version: 1, isNew: false } });
    const second = await publish({ model: sampleDecision({ small: '25' }), effectiveFrom: '2026-12-01', examples: examples(25) });
    expect(second).toMatchObject({ status: 201, body: { version: 2 } });
    expect((await service.call('GET', `/decisions/${SAMPLE_MODEL}/versions/1/model`, leader)).text).toBe(sampleDecision());
    const { items } = (await service.call('GET', `/decisions/${SAMPLE_MODEL}/versions?min-position=${second.headers.get('position')}`, leader)).body;
    expect(items).toMatchObject([{ version: 2, effectiveFrom: '2026-12-01' }, { version: 1, effectiveFrom: '2026-01-01', name: { vi: 'Lệ phí mẫu' }, decisions: [{ id: 'sample-fee', name: 'Mức thu mẫu' }] }]);
    expect(items[0]).not.toHaveProperty('model');
    expect((await service.call('GET', `/decisions/${SAMPLE_MODEL}/versions/9/model`, leader)).body).toMatchObject({ status: 404, code: 'DECISION_UNKNOWN' });
    expect((await service.call('GET', '/decisions/nobody/versions', leader)).body).toMatchObject({ status: 404, code: 'DECISION_UNKNOWN' });
  });

  it('are a release’s until people of the installation have published one', async () => {
    const store = service.store();
    const [decisions, procedures] = [decisionPorts(store, new PublishedDecisions(store)), procedureStream(store)];
    expect(await Promise.all([decisions.isOwn('land-fee-rules'), decisions.isOwn(SAMPLE_MODEL), decisions.isOwn('nobody'), procedures.isOwn('1.013831'), procedures.isOwn('9.999999')])).toEqual([false, true, false, false, false]);
    expect((await service.call('POST', '/procedures', administrator, { model: sampleModel({ code: '9.000088' }) })).status).toBe(201);
    expect(await procedures.isOwn('9.000088')).toBe(true);
  });

  it('tell row by row what differs from the version before, or from any', async () => {
    const difference = async (query: string) => (await service.call('GET', `/decisions/${SAMPLE_MODEL}/versions/${query}`, leader)).body;
    const change = { kind: 'changed', element: 'small', text: { vi: '“Mức thu mẫu”, dòng 1, Mức thu: “20” thành “25”' } };
    expect(await difference('2/difference')).toMatchObject({ id: SAMPLE_MODEL, from: 1, to: 2, changes: [change] });
    expect(await difference('1/difference?from=2')).toMatchObject({ from: 2, to: 1, changes: [{ element: 'small' }] });
    expect(await difference('1/difference')).toMatchObject({ from: null, changes: [] });
    expect(await difference('9/difference')).toMatchObject({ status: 404, code: 'DECISION_UNKNOWN' });
    expect(await difference('2/difference?from=x')).toMatchObject({ status: 400 });
  });

  it('are found by their names and by those of their decisions', async () => {
    const found = async (q: string) => (await service.call('GET', `/decisions?q=${encodeURIComponent(q)}`, leader)).body.items.map((item) => item['id']);
    expect(await found('MỨC thu mẫu')).toEqual([SAMPLE_MODEL, SAMPLE_MODEL]);
    expect(await found('competent-units')).toEqual(['competence-rules', 'competence-rules']);
    expect(await found('100%_')).toEqual([]);
  });

  it('may import each other: what is imported is taken in its version of the day', async () => {
    const namespace = `urn:lienthong:sample:${SAMPLE_MODEL}`;
    const importing = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="total-rules" name="Tổng" namespace="urn:total"><import name="fees" namespace="${namespace}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
      <decision id="total" name="Tổng"><variable name="Tổng"/><informationRequirement><requiredDecision href="${namespace}#sample-fee"/></informationRequirement><literalExpression><text>fees.Mức thu mẫu * 2</text></literalExpression></decision></definitions>`;
    expect((await publish({ model: importing.replace(namespace, 'urn:nobody'), effectiveFrom: '2026-02-01' })).body).toMatchObject({ code: 'DECISION_REFUSED' });
    expect((await publish({ model: importing, effectiveFrom: '2026-02-01' })).status).toBe(201);
    // Null says as little as nothing.
    expect(await publish({ model: importing, effectiveFrom: '2026-02-01', examples: null })).toMatchObject({ status: 200, body: { version: 1, isNew: false } });
    const published = new PublishedDecisions(service.store());
    const totalOn = async (day: string) => {
      const found = await published.decisionInForce('total', day);
      return found === undefined ? undefined : evaluateDecision(found.model, 'total', { contractPrice: 10 }).value;
    };
    expect([await totalOn('2026-01-31'), await totalOn('2026-02-01'), await totalOn('2026-12-01')]).toEqual([undefined, 40, 50]);
  });

  it('are not changed under those that import them: a new version is refused that breaks one, by its name, on the days of both', async () => {
    const rates = (options: object) => sampleDecision({ id: 'rate-rules', decision: 'rate', ...options });
    const importing = (id: string, from: string, named: string, formula: string) => `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="${id}" name="${id}" namespace="urn:${id}"><import name="from" namespace="${from}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
      <decision id="${id}-sum" name="Tổng"><variable name="Tổng" typeRef="number"/><informationRequirement><requiredDecision href="${from}#${named}"/></informationRequirement><literalExpression><text>${formula}</text></literalExpression></decision></definitions>`;
    const expecting = (id: string, price: number, expected: number): string => JSON.stringify({ id: `ví dụ ${id}`, decision: `${id}-sum`, input: { contractPrice: price }, expected });
    const twice = importing('twice', 'urn:lienthong:sample:rate-rules', 'rate', 'from.Mức thu mẫu * 2');
    expect((await publish({ model: rates({}), effectiveFrom: '2026-01-01' })).status).toBe(201);
    expect((await publish({ model: twice, effectiveFrom: '2026-02-01', examples: expecting('twice', 10, 40) })).status).toBe(201);
    expect((await publish({ model: importing('thrice', 'urn:twice', 'twice-sum', 'from.Tổng * 3'), effectiveFrom: '2026-03-01', examples: expecting('thrice', 1_000, 300) })).status).toBe(201);

    const notThatName = await publish({ model: rates({ decision: 'rate-2' }), effectiveFrom: '2026-04-01' });
    expect(notThatName).toMatchObject({ status: 422, body: { code: 'DECISION_REFUSED', errors: [{ path: 'twice' }, { path: 'thrice' }] } });
    const otherwise = await publish({ model: rates({ small: '25' }), effectiveFrom: '2026-04-01' });
    expect(otherwise).toMatchObject({ status: 422, body: { errors: [{ path: 'twice', message: expect.stringMatching(/^Model twice \(version 1\).*from 2026-04-01 on would be wrong at ví dụ twice/) }] } });
    expect(otherwise.body.errors).toHaveLength(1);
    expect(await publish({ model: rates({ large: '51' }), effectiveFrom: '2026-04-01' })).toMatchObject({ status: 422, body: { errors: [{ path: 'thrice' }] } });

    // The importer first, without the examples that need the other; then that; then with examples again.
    expect((await publish({ model: twice, effectiveFrom: '2026-04-01' })).status).toBe(201);
    expect((await publish({ model: rates({ small: '25' }), effectiveFrom: '2026-04-01' })).status).toBe(201);
    expect((await publish({ model: twice, effectiveFrom: '2026-04-01', examples: expecting('twice', 10, 50) })).status).toBe(201);
    expect((await publish({ model: twice, effectiveFrom: '2026-05-01', examples: expecting('twice', 10, 50) })).status).toBe(201);
    expect((await publish({ model: twice, effectiveFrom: '2026-06-01' })).status).toBe(201);
    // Not on its first day but on a later one does it break the importer, which is what it was before and again.
    expect((await publish({ model: twice, effectiveFrom: '2026-07-01', examples: expecting('twice', 10, 50) })).status).toBe(201);
    expect(await publish({ model: rates({ small: '26' }), effectiveFrom: '2026-06-01' })).toMatchObject({ status: 422, body: { errors: [{ path: 'twice', message: expect.stringContaining('(version 6) imports this file, and from 2026-07-01 on') }] } });
    // What is a version already stays one.
    expect(await publish({ model: rates({}), effectiveFrom: '2026-01-01' })).toMatchObject({ status: 200, body: { version: 1, isNew: false } });
  });

  it('are published in spite of what only a person can judge, and it is told', async () => {
    const doubtful = { model: sampleDecision({ id: 'doubtful-rules', decision: 'doubtful-fee', smallTest: '? * 1 &lt;= 100' }), effectiveFrom: '2026-01-01' };
    expect(await publish(doubtful)).toMatchObject({ status: 201, body: { warnings: [{ element: 'small/area', rule: 'not-analysed', severity: 'warning' }, { element: 'doubtful-fee-table', rule: 'gap', severity: 'warning' }] } });
  });

  it('are refused whole, with the cell that is wrong, the gap, or the example that comes out otherwise', async () => {
    const broken = await publish({ model: sampleDecision({ id: 'broken', decision: 'broken-fee', small: '20 +' }), effectiveFrom: '2026-01-01' });
    expect(broken).toMatchObject({ status: 422, body: { code: 'DECISION_REFUSED', errors: [{ path: 'small-fee' }] } });
    const gap = await publish({ model: sampleDecision({ id: 'broken', decision: 'broken-fee', smallTest: '&lt; 100' }), effectiveFrom: '2026-01-01' });
    expect(gap).toMatchObject({ status: 422, body: { code: 'DECISION_REFUSED' } });
    const wrong = await publish({ model: sampleDecision({ id: 'broken', decision: 'broken-fee' }), effectiveFrom: '2026-01-01', examples: examples(21).replace('sample-fee', 'broken-fee') });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'DECISION_REFUSED', errors: [{ path: 'nhỏ' }] } });
    for (const model of ['not xml', '<a/>', sampleDecision({ id: 'broken', decision: 'broken-fee', more: `<description>${'"'.repeat(70_000)}</description>` })])
      expect(await publish({ model, effectiveFrom: '2026-01-01' })).toMatchObject({ status: 422, body: { code: 'DECISION_REFUSED' } });
    expect((await service.store().load('decision/broken')).version).toBe(0);
  });

  it('are refused before the version in force, with a decision of another model, without a day, and from anybody else', async () => {
    expect((await publish({ model: sampleDecision({ small: '30' }), effectiveFrom: '2026-11-30' })).body).toMatchObject({ status: 422, code: 'EFFECTIVE_BEFORE_PREVIOUS' });
    expect((await publish({ model: sampleDecision({ id: 'other-rules' }), effectiveFrom: '2026-01-01' })).body).toMatchObject({ status: 409, code: 'DECISION_TAKEN' });
    expect((await service.store().load('decision/other-rules')).version).toBe(0);
    for (const effectiveFrom of ['2026-02-30', '1/1/2026', '2026-01-01T00:00:00+07:00', 7, undefined]) expect((await publish({ model: sampleDecision(), effectiveFrom })).status).toBe(422);
    expect((await publish({ model: sampleDecision(), effectiveFrom: '2027-01-01' }, leader)).status).toBe(403);
  });
});
