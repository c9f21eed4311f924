import { VN_H56_2026 } from '@lienthong/calendar';
import { SAMPLE_MODEL, sampleDecision } from './domain/spec-decision.js';
import { sampleModel } from './domain/spec-procedure.js';
import { administrator, leader, startProcessing, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

const analyst = { ...administrator, sub: 'sample-analyst', roles: ['analyst'] };
const ask = async (path: string) => service.call('GET', path, leader, undefined, { 'accept-language': 'vi' });
const send = async (path: string, body: object, as: typeof administrator = analyst) => service.call('POST', path, as, body, { 'accept-language': 'en' });
const FEE = 'land-registration-fee-rules';

describe('a published decision model', () => {
  it('is read as tables with the hit policy in words, rows with their law, and what has to be said to try it', async () => {
    const { body } = await ask(`/decisions/${FEE}/versions/2`);
    expect(body).toMatchObject({ id: FEE, version: 2, effectiveFrom: '2026-08-15' });
    const decisions = body['decisions'] as unknown as readonly Record<string, unknown>[];
    const rate = decisions.find(({ id }) => id === 'land-registration-fee-rate');
    expect(rate).toMatchObject({ kind: 'decision', logic: { kind: 'table', policy: { vi: expect.stringContaining('dòng') }, rows: expect.any(Array) } });
    expect((rate?.['logic'] as { annotations: readonly string[] } | undefined)?.annotations).toContain('Căn cứ');
    expect(rate?.['fields']).toEqual([{ kind: 'choice', name: 'Hình thức chuyển quyền', label: { vi: 'Hình thức chuyển quyền', en: expect.any(String) }, choices: ['sale', 'gift', 'inheritance'] }]);
    expect(decisions.some(({ logic }) => (logic as { kind: string }).kind === 'parts')).toBe(true);
    expect((body['examples'] as unknown as readonly object[]).length).toBeGreaterThan(0);
    expect((await ask(`/decisions/${FEE}/versions/9`)).body).toMatchObject({ status: 404, code: 'DECISION_UNKNOWN' });
  });

  it('says which version is in force on a day', async () => {
    const on = async (day: string) => (await ask(`/decisions/${FEE}/in-force?on=${day}`)).body;
    expect(await on('2026-08-14')).toMatchObject({ version: 1, effectiveFrom: '2022-03-01' });
    expect(await on('2026-08-15')).toMatchObject({ version: 2 });
    expect(await on('2022-02-28')).toMatchObject({ status: 404, code: 'DECISION_UNKNOWN' });
    expect(await on('tomorrow')).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
  });

  it('is tried: the value, the rows that fired, and why; wrong inputs are errors at their place, and nothing is kept', async () => {
    const before = (await service.store().readFacts({ after: 0, limit: 1_000 })).length;
    const { status, body } = await send(`/decisions/land-fee-rules/versions/1/evaluation`, { decision: 'land-registration-charge', input: { commune: '16393' } });
    expect({ status, body }).toMatchObject({ status: 200, body: { value: 14_000, errors: [], fired: [{ decision: 'commune-kind', rows: [{ index: 2 }] }, { decision: 'land-registration-charge', rows: [{ rule: 'land-registration-charge-elsewhere', index: 2 }] }] } });
    expect((body['lines'] as unknown as readonly object[])[1]).toMatchObject({ result: 14_000, rule: { rule: '2', version: 1, effectiveFrom: '2025-07-01' }, source: { vi: expect.stringContaining('Nghị quyết') } });
    const wrong = (await send(`/decisions/land-fee-rules/versions/1/evaluation`, { decision: 'land-appraisal-fee', input: { contractPrice: { '@type': 'number', '@value': 'many' } } })).body;
    expect(wrong).toMatchObject({ value: null, errors: [{ element: 'contractPrice', text: { vi: expect.stringContaining('many') } }, ...((wrong['errors'] as unknown as unknown[]).slice(1))] });
    expect((await send(`/decisions/land-fee-rules/versions/1/evaluation`, { decision: 'nothing', input: {} })).body).toMatchObject({ status: 404, code: 'DECISION_UNKNOWN' });
    expect((await send(`/decisions/land-fee-rules/versions/1/evaluation`, { decision: 'land-appraisal-fee' })).status).toBe(422);
    expect((await service.store().readFacts({ after: 0, limit: 1_000 })).length).toBe(before);
  });

  it('ends an evaluation that would take long', async () => {
    const endless = sampleDecision({ small: 'count(for x in 1..100000000 return x)' });
    expect((await send('/decisions', { model: endless, effectiveFrom: '2026-01-01' })).status).toBe(201);
    const { body } = await send(`/decisions/${SAMPLE_MODEL}/versions/1/evaluation`, { decision: 'sample-fee', input: { contractPrice: 10 } });
    expect(body).toMatchObject({ value: null, errors: [{ text: { en: expect.any(String) } }, ...((body['errors'] as unknown as unknown[]).slice(1))] });
  });
});

describe('a published calendar', () => {
  const unit = { id: 'h56-read', title: { vi: 'Đơn vị mẫu', en: 'Sample unit' }, inherits: 'vn-h56-2026', week: { saturday: [{ from: '07:30', to: '11:30' }] }, closedDays: [{ date: '2026-11-24', name: { vi: 'Ngày truyền thống', en: 'Unit day' }, confidence: 'decided' }] };

  it('is read with what it inherits, and tells what differs', async () => {
    const position = (await send('/calendars', { calendar: unit })).headers.get('position');
    expect((await ask(`/calendars?min-position=${position}`)).status).toBe(200);
    const { body } = await ask('/calendars/h56-read/versions/1/days');
    const found = async (q: string) => (await ask(`/calendars?q=${encodeURIComponent(q)}`)).body.items.map((item) => item['id']);
    expect([await found('ĐƠN VỊ mẫu'), await found('không có')]).toEqual([['h56-read'], []]);
    expect(body).toMatchObject({ newest: 1, inherits: 'vn-h56-2026', validFrom: VN_H56_2026.validFrom });
    const week = body['week'] as unknown as readonly { weekday: string; isInherited: boolean }[];
    expect(week.filter(({ isInherited }) => !isInherited).map(({ weekday }) => weekday)).toEqual(['saturday']);
    const days = body['days'] as unknown as readonly { date: string; isInherited: boolean }[];
    expect(days.find(({ date }) => date === '2026-11-24')).toMatchObject({ kind: 'closed', isInherited: false });
    expect(days.find(({ date }) => date === '2026-09-02')).toMatchObject({ isInherited: true });
    const check = (await send('/calendars/checks', { calendar: { ...unit, closedDays: [] } })).body;
    expect(check).toMatchObject({ version: 2, isNew: true, from: 1, changes: [{ kind: 'removed', path: '2026-11-24', text: { en: expect.stringContaining('Unit day') } }] });
    expect((await ask('/calendars/h56-read/versions/2/days')).status).toBe(404);
    expect((await ask('/calendars/h56-read/versions/1/difference')).body).toMatchObject({ from: null, changes: [] });
  });

  it('says when a limit ends, line by line, and refuses what it cannot count', async () => {
    const due = async (query: string) => (await ask(`/calendars/vn-h56-2026/versions/1/due-date?from=${encodeURIComponent('2026-11-20T15:30:00+07:00')}&${query}`)).body;
    const counted = await due('limit=P10D');
    expect(counted).toMatchObject({ dueAt: '2026-12-04T15:30:00+07:00', limit: { vi: '10 ngày làm việc' } });
    expect((counted['derivation'] as unknown as readonly { step: string }[]).map(({ step }) => step)).toContain('skipped');
    expect(await due('limit=P10D&days=calendar')).toMatchObject({ dueAt: '2026-11-30T15:30:00+07:00' });
    expect(await due('limit=long')).toMatchObject({ status: 422, code: 'NOT_A_LIMIT' });
    expect(await due('limit=P366D')).toMatchObject({ code: 'OUTSIDE_CALENDAR' });
  });
});

describe('a file that is to be published', () => {
  it('is held against everything first, told what it changes, and published by nobody', async () => {
    const base = (await ask('/decisions/land-fee-rules/versions/1/model')).text;
    const model = base.replace('0.0015', '0.002');
    expect(model).not.toBe(base);
    const { status, body } = await send('/decisions/checks', { model, effectiveFrom: '2027-01-01' });
    expect({ status, body }).toMatchObject({ status: 200, body: { id: 'land-fee-rules', version: 2, from: 1, isNew: true, changes: [{ kind: 'changed', text: { en: expect.stringContaining('0.002') } }] } });
    expect((await ask('/decisions/land-fee-rules/versions/2')).status).toBe(404);
    expect((await send('/decisions/checks', { model, effectiveFrom: '2020-01-01' })).body).toMatchObject({ code: 'EFFECTIVE_BEFORE_PREVIOUS' });
    expect((await send('/decisions/checks', { model: base.replace('0.0015', '0.0015 +'), effectiveFrom: '2027-01-01' })).body).toMatchObject({ status: 422, code: 'DECISION_REFUSED', errors: [{ path: expect.any(String) }] });
    expect((await send('/decisions/checks', { model, effectiveFrom: '2027-01-01' }, leader)).status).toBe(403);
  });

  it('may be a procedure', async () => {
    const code = '9.000088';
    expect((await send('/procedures/checks', { model: sampleModel({ code }) })).body).toMatchObject({ id: code, version: 1, isNew: true, from: null, changes: [] });
    await send('/procedures', { model: sampleModel({ code }) });
    const changed = sampleModel({ code }).replace('limit="P10D"', 'limit="P8D"');
    expect((await send('/procedures/checks', { model: changed })).body).toMatchObject({ version: 2, from: 1, changes: [{ text: { en: expect.stringMatching(/8/) } }] });
    expect((await send('/procedures/checks', { model: sampleModel({ code }) })).body).toMatchObject({ version: 1, isNew: false });
    expect((await send('/procedures/checks', { model: '<x/>' })).body).toMatchObject({ code: 'MODEL_REFUSED' });
    const doubtful = (await send('/procedures/checks', { model: changed.replace('limit="P8D"', 'limit="P8D" limitOnline="P1D"') })).body;
    expect(doubtful).toMatchObject({ version: 2, warnings: [{ element: 'sample-process', rule: 'limit-of-channel-exceeded', text: { vi: expect.stringMatching(/trực tuyến/) } }] });
  });
});
