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
const RECEIVED = '2026-11-20T15:30:00+07:00';

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
