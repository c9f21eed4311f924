import { VN_H56_2026 } from '@lienthong/calendar';
import { CalendarPublishedSchema } from '@lienthong/contracts';
import { accepted, application, CLERK, publishProcedure, startIntake, type Intake } from './spec-intake.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(async () => { await intake.stop(); });

const unit = { ...VN_H56_2026, id: 'h56-sample', title: { vi: 'Lịch mẫu', en: 'Sample calendar' } };

async function publishCalendar(version: number, change: object = {}): Promise<void> {
  const content = JSON.stringify({ ...unit, ...change, version });
  await intake.processing.publish(CalendarPublishedSchema, 'h56-sample', { id: 'h56-sample', version, titleVi: 'Lịch mẫu', titleEn: 'Sample calendar', inherits: '', content, publishedAt: '2026-01-01T08:00:00+07:00' });
  await intake.until(async () => (await intake.store.load('calendar/h56-sample')).version, (known) => known === version);
}
const explained = async (code: string) => (await intake.until(() => intake.call('GET', `/dossiers/${code}/due-date/explain`, { as: CLERK }), ({ status }) => status === 200)).body;
const receiptOf = async (code: string) => (await intake.until(() => intake.call('GET', `/dossiers/${code}/receipt`, { as: CLERK }), ({ status }) => status === 200)).body;

describe('working calendars that are published', () => {
  it('count the next receipt by the newest version, and every earlier one by its own for ever', async () => {
    await publishProcedure(intake, { calendar: 'h56-sample', limitBasisVi: 'Nghị định mẫu, Điều 7', limitBasisEn: 'Sample decree, Article 7' });
    await publishCalendar(1);
    const first = await accepted(intake);
    const before = await explained(first);
    // From now on this office works on Saturdays as well.
    await publishCalendar(2, { week: { ...VN_H56_2026.week, saturday: VN_H56_2026.week.friday } });
    const second = await accepted(intake);
    const calendarOf = async (code: string) => ((await intake.store.load(`dossier/${code}`)).events.find(({ type }) => type === 'DossierAccepted')?.data as { calendar: string } | undefined)?.calendar;
    expect([await calendarOf(first), await calendarOf(second)]).toEqual(['h56-sample', 'h56-sample@2']);
    expect(await explained(first)).toEqual(before);
    expect(before.lines[0].source).toEqual({ vi: 'Nghị định mẫu, Điều 7', en: 'Sample decree, Article 7' });
    const after = await explained(second);
    expect([after.of, after.value, after.lines.at(-1).result]).toEqual(['due-date', (await receiptOf(second)).dueAt, (await receiptOf(second)).dueAt]);
    expect((await receiptOf(first)).derivation.at(-1).to).toBe(before.value);
    // Ten working days span a Saturday wherever they begin.
    expect(Date.parse(after.value)).toBeLessThan(Date.parse(before.value));
  });

  it('are explained to nobody before receipt', async () => {
    const code = (await intake.call('POST', '/dossiers', { body: application() })).body.code;
    await intake.until(() => intake.call('GET', `/dossiers/${code}`), ({ status }) => status === 200);
    expect((await intake.call('GET', `/dossiers/${code}/due-date/explain`, { as: CLERK })).body.code).toBe('NO_RECEIPT_YET');
  });
});
