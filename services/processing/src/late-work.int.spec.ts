import { dueDate, RELEASED_CALENDARS, type WorkingCalendar } from '@lienthong/calendar';
import { administrator, leader, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
  for (const [code, warnings] of [[BESIDE, ''], [PATIENT, NEAR_AT_ONCE]] as const) expect((await service.call('POST', '/procedures', administrator, { model: modelOf(code, warnings) })).status).toBe(201);
});
afterAll(() => service.stop());

const BESIDE = '9.000041';
const PATIENT = '9.000042';
const NEAR_AT_ONCE = '<lienthong:warning at="1%" to="officer unit-head" /><lienthong:warning at="P1D" to="centre" />';
/** Far enough that whoever runs this runs it before. */
const FAR = 'P240D';
const step = (limit: string, counts = true, points = ''): string => `<lienthong:step number="2" limit="${limit}" counts="${counts}">${points}</lienthong:step><lienthong:reason vi="Mẫu" en="Sample" />`;

/** The citizen pays while an officer checks: what waits beside the wait stands still. */
function modelOf(code: string, warnings: string): string {
  const limit = code === PATIENT ? FAR : 'P10D';
  const flow = (from: string, to: string): string => `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lienthong="urn:lienthong:bpmn:1" id="sample" targetNamespace="urn:lienthong:sample">
  <bpmn:process id="main" isExecutable="true">
    <bpmn:extensionElements><lienthong:procedure code="${code}" nameVi="Thủ tục song song" nameEn="Parallel procedure" effectiveFrom="2026-11-01" limit="${limit}" calendar="vn-h56-2026" owner="one-stop">
      <lienthong:variable name="code" />${warnings}</lienthong:procedure></bpmn:extensionElements>
    <bpmn:startEvent id="s" /><bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" /><bpmn:endEvent id="e" name="Xong" />
    <bpmn:receiveTask id="pay" name="Nộp tiền"><bpmn:extensionElements><lienthong:assignment agency="tax" /><lienthong:completedBy fact="lienthong.tax.v1.ObligationSettled" />
      ${step('P5D', false)}<lienthong:clock suspend="financial-obligation" legalBasis="Mẫu" /></bpmn:extensionElements></bpmn:receiveTask>
    <bpmn:userTask id="check" name="Kiểm tra"><bpmn:extensionElements><lienthong:assignment agency="land-registry" role="officer" />${step(code === PATIENT ? FAR : 'P2D')}<lienthong:name en="Check" /></bpmn:extensionElements></bpmn:userTask>
    <bpmn:userTask id="sign" name="Ký"><bpmn:extensionElements><lienthong:assignment agency="land-registry" role="leader" />${step(code === PATIENT ? FAR : 'P3D', true, '<lienthong:warning at="none" />')}</bpmn:extensionElements></bpmn:userTask>
    ${flow('s', 'fork')}${flow('fork', 'pay')}${flow('fork', 'check')}${flow('fork', 'sign')}${flow('pay', 'join')}${flow('check', 'join')}${flow('sign', 'join')}${flow('join', 'e')}
  </bpmn:process>
</bpmn:definitions>`;
}

const officer = { ...leader, sub: 'sample-officer', name: 'Cán Bộ Mẫu', roles: ['officer'] };
const other = { ...officer, sub: 'sample-other', name: 'Cán Bộ Khác' };
const centre = { ...administrator, sub: 'sample-centre', roles: ['clerk'] };
const elsewhere = { ...centre, unit: 'H56.18' };
const auditor = { ...administrator, sub: 'sample-auditor', agency: 'inspectorate', unit: 'H56.99', roles: ['auditor'] };
const dueOf = (from: string, days: number): string => {
  const due = dueDate(RELEASED_CALENDARS.find('vn-h56-2026') as WorkingCalendar, from, { unit: 'working-days', amount: days });
  return due.kind === 'due' ? due.dueAt : '';
};

/** Read models keep fractions of a second. */
const moment = (text: unknown): string => String(text).replace('.000+', '+');

/** The date of a step as each page shows it, and as the explanation derives it. */
async function datesOf(code: string, element: string): Promise<readonly unknown[]> {
  const id = `${code}~${element}~1`;
  const { headers } = await service.call('GET', `/instances/${code}`, leader);
  expect(headers.get('etag')).not.toBeNull();
  const explained = (await service.call('GET', `/tasks/${id}/due-date/explain`, leader)).body['value'];
  const listed = await until(`the list to agree on ${explained as string}`, async () => {
    const { body } = await service.call('GET', `/tasks?dossier=${code}&element=${element}`, leader);
    const shown = moment(body.items[0]?.['dueAt']);
    return shown === explained ? shown : undefined;
  });
  const open = (await service.call('GET', `/instances/${code}`, leader)).body.open.find((job) => job['element'] === element);
  return [explained, listed, (await service.call('GET', `/tasks/${id}`, leader)).body['dueAt'], open?.['dueAt']];
}
const all = (date: string): readonly string[] => [date, date, date, date];
const deadlines = async (as: typeof leader, query = ''): Promise<readonly Row[]> => (await service.call('GET', `/deadlines?limit=100${query}`, as)).body.items;

describe('the date of a step', () => {
  it('is everywhere the one that the clock has: after a wait, more time, and a correction', async () => {
    const code = service.accept({ procedureCode: BESIDE });
    await service.openStep(code, 'check');
    expect(await datesOf(code, 'check')).toEqual(all('2026-11-24T15:30:00+07:00'));
    const [waiting] = (await service.call('GET', `/tasks?dossier=${code}&element=check`, leader)).body.items;
    expect(waiting).toMatchObject({ isWaiting: true, deadline: null });
    expect((await service.call('GET', `/tasks/${code}~check~1`, leader)).body).toMatchObject({ isWaiting: true, deadline: null });
    service.pay(code);
    await until('the wait to end', async () => ((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body['status'] === 'running' ? true : undefined));
    // From Friday 15:30 to Wednesday 9:00: 19.5 working hours.
    expect(await datesOf(code, 'check')).toEqual(all('2026-11-27T09:00:00+07:00'));
    expect(await datesOf(code, 'sign')).toEqual(all('2026-11-30T09:00:00+07:00'));
    await service.call('POST', `/dossiers/${code}/clock/extensions`, leader, { limit: 'P2D', reason: 'Cần đo đạc lại' });
    expect(await datesOf(code, 'check')).toEqual(all('2026-12-01T09:00:00+07:00'));
    await service.call('POST', `/dossiers/${code}/clock/corrections`, leader, { what: 'suspension-end', suspension: 1, at: '2026-11-24T09:00:00+07:00', reason: 'Giấy nộp tiền ghi ngày 24' });
    expect(await datesOf(code, 'check')).toEqual(all('2026-11-30T09:00:00+07:00'));
    await service.call('POST', `/dossiers/${code}/clock/corrections`, leader, { what: 'suspension-void', suspension: 1, reason: 'Không có căn cứ' });
    expect(await datesOf(code, 'check')).toEqual(all('2026-11-26T15:30:00+07:00'));
    const { body } = await service.call('GET', `/tasks/${code}~check~1/history`, leader);
    expect(body.items.filter(({ what }) => what === 'date-moved').map(({ text }) => (text as Row)['vi'])).toContain('Hạn của bước chuyển từ 15:30 24/11/2026 sang 09:00 27/11/2026');
  });
});

describe('what is late, or about to be', () => {
  /** Both steps of the first are past their dates by weeks, and the dossier too; of the second only the dossier's point and that of the step have come. */
  async function opened(): Promise<readonly [late: string, soon: string]> {
    const late = service.accept({ procedureCode: BESIDE, receivedAt: PAST, dueAt: dueOf(PAST, 10) });
    const soon = service.accept({ procedureCode: PATIENT, receivedAt: PAST, dueAt: dueOf(PAST, 240) });
    for (const code of [late, soon]) {
      await service.openStep(code, 'check');
      service.happen('tax', 'lienthong.tax.v1.ObligationSettled', code, PAST.replace('09:00', '09:30'));
      await until('the wait to end', async () => ((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body['status'] === 'running' ? true : undefined));
    }
    await until('the lists', async () => ((await deadlines(leader, `&dossier=${late}`)).length === 3 && (await deadlines(leader, `&dossier=${soon}`)).length === 2 ? true : undefined));
    return [late, soon];
  }
  const PAST = '2026-11-02T09:00:00+07:00';
  const seen = (rows: readonly Row[]) => rows.map(({ dossierCode, step, state }) => [dossierCode, (step as Row | null)?.['element'] ?? null, state]);

  it('is listed to those who watch over it: officers theirs, leaders their office, the centre what it took in', async () => {
    const [late, soon] = await opened();
    const ours = async (as: typeof leader, query = '') => [...(await deadlines(as, `&dossier=${late}${query}`)), ...(await deadlines(as, `&dossier=${soon}${query}`))];
    const everything = [[late, 'check', 'late'], [late, 'sign', 'late'], [late, null, 'late'], [soon, null, 'soon'], [soon, 'check', 'soon']];
    for (const as of [leader, centre, auditor, administrator]) expect(seen(await ours(as))).toEqual(everything);
    expect(seen(await ours(officer))).toEqual(everything.filter(([, step]) => step !== 'sign'));
    for (const as of [elsewhere, { ...leader, unit: 'H56.24' }, { ...leader, agency: 'police' }, { ...officer, roles: ['checker'] }]) expect(await ours(as)).toEqual([]);
    expect((await service.call('GET', '/deadlines', { ...officer, agency: 'citizen', unit: '', roles: ['citizen'] })).status).toBe(403);
    const detail = async (code: string) => (await service.call('GET', `/tasks/${code}~check~1`, leader)).body;
    expect([await detail(late), await detail(soon)]).toMatchObject([{ deadline: 'late', isWaiting: false }, { deadline: 'soon', isWaiting: false }]);
    await service.call('POST', `/tasks/${late}~check~1/claim`, officer);
    expect(seen(await until('the claim', async () => { const rows = await ours(other); return rows.length === 2 ? rows : undefined; }))).toEqual(everything.slice(3));
    expect((await ours(leader))[0]).toMatchObject({
      dossierCode: late, procedure: { code: BESIDE, version: 1, name: { vi: 'Thủ tục song song', en: 'Parallel procedure' } }, step: { taskId: `${late}~check~1`, name: { vi: 'Kiểm tra', en: 'Check' }, kind: 'user' },
      agency: 'land-registry', unit: 'H56.23', officer: { subject: 'sample-officer', name: 'Cán Bộ Mẫu' }, isWaiting: false, state: 'late',
    });
    expect(moment((await ours(leader))[0]?.['since'])).toBe('2026-11-04T09:30:00+07:00');
    expect((await deadlines(leader, `&state=soon&dossier=${late}`))).toEqual([]);
    expect((await service.call('GET', '/deadlines?state=yesterday', leader)).body['code']).toBe('VALIDATION_FAILED');
  });

  it('comes in pages, and in numbers by office', async () => {
    const [late, soon] = await opened();
    const paged: Row[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 20 && cursor !== null; page += 1) {
      const { body }: Awaited<ReturnType<ServiceUnderTest['call']>> = await service.call('GET', `/deadlines?limit=2&procedure=${BESIDE}${cursor === '' ? '' : `&cursor=${cursor}`}`, leader);
      paged.push(...body.items);
      cursor = body.next;
    }
    expect(seen(paged)).toEqual(seen(await deadlines(leader, `&procedure=${BESIDE}`)));
    const counts = async (query: string) => (await service.call('GET', `/deadlines/counts${query}`, leader)).body;
    expect(await counts(`?dossier=${late}`)).toEqual({ items: [{ agency: 'land-registry', unit: 'H56.23', late: 2, soon: 0, waiting: 0 }], total: { late: 2, soon: 0, waiting: 0 } });
    expect((await counts(`?dossier=${soon}`))['total']).toEqual({ late: 0, soon: 1, waiting: 0 });
    const waiting = service.accept({ procedureCode: BESIDE });
    await service.openStep(waiting, 'check');
    await until('the wait', async () => (((await counts(`?dossier=${waiting}`))['total'] as Row)['waiting'] === 2 ? true : undefined));
    expect(await deadlines(leader, `&dossier=${waiting}`)).toEqual([]);
  });

  it('is new to each person until they say that they have looked, and no further back than they looked', async () => {
    const [late] = await opened();
    const looker = { ...leader, sub: 'sample-looker' };
    const list = async (as: typeof leader) => (await service.call('GET', `/deadlines?limit=100`, as)).body;
    const news = async (as: typeof leader) => (await service.call('GET', '/deadlines/new', as)).body;
    const newOf = async (as: typeof leader) => (await list(as)).items.filter(({ isNew }) => isNew === true).length;
    const look = async (until: string) => service.call('POST', '/deadlines/seen', looker, { until });
    expect(await list(looker)).toMatchObject({ seenUntil: null, items: expect.arrayContaining([expect.objectContaining({ dossierCode: late, isNew: true })]) });
    expect(await news(looker)).toEqual({ count: await newOf(looker), isMore: false, seenUntil: null });

    expect((await look('2026-11-10T00:00:00+07:00')).body).toEqual({ seenUntil: '2026-11-10T00:00:00.000+07:00' });
    const rows = (await list(looker)).items.filter(({ dossierCode }) => dossierCode === late);
    expect(rows.map(({ step, isNew }) => [(step as Row | null)?.['element'] ?? null, isNew])).toEqual([['check', false], ['sign', false], [null, true]]);
    expect((await news(looker))['count']).toBe(await newOf(looker));
    expect((await look('2026-11-09T00:00:00Z')).body['seenUntil']).toBe('2026-11-10T00:00:00.000+07:00');

    expect((await look(String((await list(looker))['asOf']))).status).toBe(200);
    expect([await newOf(looker), (await news(looker))['count']]).toEqual([0, 0]);
    expect(await newOf(leader)).toBe((await list(leader)).items.length);
    for (const until of ['2199-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', 'now']) expect((await look(until)).body['code']).toBe('VALIDATION_FAILED');
    expect((await service.call('POST', '/deadlines/seen', { ...looker, agency: 'citizen', unit: '', roles: ['citizen'] }, { until: '2026-11-10T00:00:00Z' })).status).toBe(403);
  });

  it('was told to somebody, as of its moment, with the reason; and nobody else reads it', async () => {
    const [late, soon] = await opened();
    const warnings = async (code: string, as = leader) => (await service.call('GET', `/dossiers/${code}/warnings`, as)).body;
    const given = await until('all warnings', async () => { const { items } = await warnings(late); return items.length === 6 ? items : undefined; });
    // By 9:30 the citizen had paid: half an hour later than without.
    expect(given.map(({ code, at, step }) => [code, moment(at), (step as Row | null)?.['element'] ?? null])).toEqual([
      ['near-due', '2026-11-03T15:30:00+07:00', 'check'], ['due', '2026-11-04T09:30:00+07:00', 'check'], ['overdue', '2026-11-05T09:30:00+07:00', 'check'],
      ['near-due', '2026-11-11T15:30:00+07:00', null], ['due', '2026-11-16T09:30:00+07:00', null], ['overdue', '2026-11-17T09:30:00+07:00', null],
    ]);
    expect(given[0]).toMatchObject({ reason: { vi: 'Đã dùng 75% thời hạn' }, to: [{ receiver: 'officer', name: { vi: 'Cán bộ thụ lý' }, agency: 'land-registry', unit: 'H56.23', officer: null }] });
    expect(given[5]).toMatchObject({ to: [{ receiver: 'agency-head', agency: 'land-registry' }, { receiver: 'centre', agency: 'one-stop' }] });
    expect((await until('the point of this procedure', async () => { const { items } = await warnings(soon); return items.length === 2 ? items : undefined; })).map(({ code, step }) => [code, step === null])).toEqual([['1%', true], ['1%', false]]);
    const points = (await service.store().load(`instance/${soon}`)).events.filter(({ type }) => type === 'JobOpened').map(({ data }) => [data['element'], (data['warnings'] as readonly Row[] | undefined)?.map(({ code }) => code)]);
    expect(points).toEqual([['pay', undefined], ['check', ['1%', 'P1D']], ['sign', []]]);
    expect((await warnings(late, { ...leader, unit: 'H56.24' }))['code']).toBe('DOSSIER_UNKNOWN');
    // Others hear of it without names.
    const facts = await service.store().readFacts({ after: 0, limit: 1000, dossier: late });
    expect(facts.filter(({ type }) => type === 'WarningGiven')).toHaveLength(6);
  });

  it('is warned of by the version that the dossier follows, and changes by publishing another', async () => {
    const [, before] = await opened();
    const model = modelOf(PATIENT, '<lienthong:warning at="due" to="agency-head" />');
    expect((await service.call('POST', '/procedures', administrator, { model: modelOf(PATIENT, '<lienthong:warning at="120%" to="agency-head" />') })).body).toMatchObject({ code: 'MODEL_REFUSED', errors: [{ path: 'main' }] });
    expect((await service.call('POST', '/procedures', administrator, { model })).body).toMatchObject({ version: 2 });
    const after = service.accept({ procedureCode: PATIENT, procedureVersion: 2, receivedAt: PAST, dueAt: dueOf(PAST, 240) });
    await service.openStep(after, 'check');
    const codesOf = async (code: string) => (((await service.store().load(`clock/${code}`)).events[0]?.data['warnings'] ?? []) as readonly Row[]).map((point) => point['code']);
    expect([await codesOf(before), await codesOf(after)]).toEqual([['1%', 'P1D'], ['due']]);
    expect([(await deadlines(leader, `&dossier=${before}`)).length, (await deadlines(leader, `&dossier=${after}`)).length]).toEqual([2, 0]);
    const { items } = (await service.call('GET', `/procedures/${PATIENT}/versions`, leader)).body;
    expect(items.map(({ warnings }) => warnings)).toEqual([
      [{ at: 'due', to: ['agency-head'], text: { vi: 'Đến hạn', en: 'Due now' } }],
      [{ at: '1%', to: ['officer', 'unit-head'], text: { vi: 'Đã dùng 1% thời hạn', en: '1% of the limit has passed' } }, { at: 'P1D', to: ['centre'], text: { vi: 'Quá hạn 1 ngày làm việc', en: 'Overdue by 1 working day' } }],
    ]);
  });

  it('is the same when the read model is built anew', async () => {
    expect((await service.rebuild('work')).tables.map(({ table, equal }) => `${table} ${equal}`)).toEqual(['task', 'incident', 'work_instance', 'work_clock', 'absence'].map((table) => `${table} true`));
  });
});
