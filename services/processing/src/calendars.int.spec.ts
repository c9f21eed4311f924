import { VN_H56_2026, type CalendarData } from '@lienthong/calendar';
import { sampleModel } from './domain/spec-procedure.js';
import { administrator, leader, startProcessing, until, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

const analyst = { ...administrator, sub: 'sample-analyst', roles: ['analyst'] };
const name = { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' };
const unit: Omit<CalendarData, 'version'> = {
  id: 'h56-land-office', title: { vi: 'Văn phòng đăng ký đất đai', en: 'Land office' }, inherits: 'vn-h56-2026', closedDays: [{ date: '2026-11-24', name, confidence: 'decided' }], swappedDays: [], regularDays: [],
};
const publish = async (calendar: object, icalendar?: string, as = analyst) => {
  const { status, body } = await service.call('POST', '/calendars', as, { calendar, ...(icalendar !== undefined && { icalendar }) });
  return { status, body };
};

describe('a working calendar', () => {
  it('is published as versions that never change, and found as data and as iCalendar', async () => {
    expect(await publish(unit)).toMatchObject({ status: 201, body: { id: 'h56-land-office', version: 1, isNew: true } });
    expect(await publish(unit)).toMatchObject({ status: 200, body: { version: 1, isNew: false } });
    const file = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20261225', 'SUMMARY:Kiểm kê', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
    expect(await publish({ ...unit, closedDays: undefined }, file)).toMatchObject({ status: 201, body: { version: 2 } });
    const { text } = await until('version 2 in the list', async () => {
      const answer = await service.call('GET', '/calendars/h56-land-office/versions/2?format=ics', leader);
      return answer.status === 200 ? answer : undefined;
    });
    expect(text).toContain('DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY;LANGUAGE=vi:Kiểm kê\r\n');
    expect((await service.call('GET', '/calendars', leader)).body.items.map((item) => [item['id'], item['version']])).toEqual([['vn-h56-2026', 1], ['h56-land-office', 2], ['h56-land-office', 1]]);
    expect((await service.call('GET', '/calendars/h56-land-office/versions/1', leader)).body).toMatchObject({ closedDays: unit.closedDays, publishedBy: 'sample-analyst' });
    expect((await service.call('GET', '/calendars/h56-land-office/versions/7', leader)).status).toBe(404);
    const facts = await service.store().readFacts({ after: 0, limit: 100 });
    expect(facts.filter(({ type }) => type === 'CalendarPublished')).toHaveLength(2);
  });

  it('counts the dossiers whose receipt names it, from then on and without a restart', async () => {
    await publish({ ...unit, id: 'h56-counted' });
    const code = service.accept({ calendar: 'h56-counted', dueAt: '2026-12-07T15:30:00+07:00' });
    expect(await service.openStep(code, 'verify')).toMatchObject({ dueAt: '2026-11-25T15:30:00+07:00' });
    expect((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body).toMatchObject({ calendar: 'h56-counted', dueAt: '2026-12-07T15:30:00+07:00' });
    const explained = (await service.call('GET', `/dossiers/${code}/due-date/explain`, leader)).body as unknown as { lines: readonly { text: { vi: string } }[] };
    expect(explained.lines.map(({ text }) => text.vi)).toContain('Không tính Ngày Văn hóa Việt Nam: thứ Ba 24/11/2026');
  });

  it('may be the right one for a dossier that was counted by another', async () => {
    await publish({ ...VN_H56_2026, version: undefined, closedDays: [...VN_H56_2026.closedDays, ...unit.closedDays] });
    const code = service.accept();
    await service.openStep(code, 'verify');
    const correction = { what: 'calendar', calendar: 'vn-h56-2026@2', reason: 'Quyết định nghỉ lễ được ban hành sau khi tiếp nhận' };
    expect((await service.call('POST', `/dossiers/${code}/clock/corrections`, leader, correction)).status).toBe(200);
    expect((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body).toMatchObject({ calendar: 'vn-h56-2026@2', dueAt: '2026-12-07T15:30:00+07:00' });
    const explained = (await service.call('GET', `/dossiers/${code}/due-date/explain`, leader)).body as unknown as { lines: readonly { step: string; text: { vi: string } }[] };
    expect(explained.lines.find(({ step }) => step === 'calendar')?.text.vi).toBe('Tính theo lịch làm việc vn-h56-2026, phiên bản 2');
  });

  it('may be named by a procedure that is published after it', async () => {
    await publish({ ...unit, id: 'h56-named' });
    const model = sampleModel({ code: '9.000077' }).replace('calendar="vn-h56-2026"', 'calendar="h56-named"');
    expect((await service.call('POST', '/procedures', administrator, { model })).status).toBe(201);
    expect((await service.call('POST', '/procedures', administrator, { model: model.replace('h56-named', 'h56-nowhere') })).body['code']).toBe('MODEL_REFUSED');
  });

  it('is refused with every fault, and from others than analysts and administrators', async () => {
    const { status, body } = await publish({ ...unit, inherits: 'h99', closedDay: [], title: 'x' });
    expect([status, body['code'], body.errors.map((error) => error['path'])]).toEqual([422, 'CALENDAR_REFUSED', ['/closedDay', '/title', '/title/vi', '/title/en']]);
    expect((await publish({ ...unit, id: 'h56-other', inherits: 'h99' })).body['code']).toBe('CALENDAR_REFUSED');
    expect((await publish(unit, 'no calendar')).body.errors.map((error) => error['path'])).toEqual(['line/1']);
    expect((await publish(unit, undefined, { ...leader, sub: 'x', agency: 'one-stop', unit: 'H56.17', roles: ['leader'] })).status).toBe(403);
  });
});
