import { sampleModel } from './domain/spec-procedure.js';
import { administrator, leader, startProcessing, until, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

const SILENT = '9.000031';
const WAITING = '9.000032';
/** All of it was due days before this runs, as after a failure of days. */
const RECEIVED = '2026-11-02T15:30:00+07:00';
const DUE = '2026-11-16T15:30:00+07:00';

describe('deadlines that nobody was there to see', () => {
  it('are met as of their own moment, once, and told to those who have to act', async () => {
    const model = sampleModel({ code: SILENT }).replace('owner="one-stop"', 'owner="one-stop" tacit="approval"');
    expect((await service.call('POST', '/procedures', administrator, { model })).status).toBe(201);
    const code = service.accept({ procedureCode: SILENT, receivedAt: RECEIVED, dueAt: DUE, submittedAt: '2026-11-02T09:00:00+07:00', channel: 'CHANNEL_ONLINE' });
    const met = async () => (await service.store().load(`clock/${code}`)).events;
    await until('the last warning', async () => (await met()).find(({ data }) => data['code'] === 'overdue' && data['step'] === undefined));
    await service.restart();
    const all = await met();
    const events = all.filter(({ data }) => data['step'] === undefined);
    // The step had two days, and was warned of by itself.
    expect(all.filter((event) => !events.includes(event)).map(({ data }) => [data['code'], Date.parse(String(data['at'])), (data['step'] as object)])).toEqual([
      ['near-due', Date.parse('2026-11-04T09:30:00+07:00')], ['due', Date.parse('2026-11-04T15:30:00+07:00')], ['overdue', Date.parse('2026-11-05T15:30:00+07:00')],
    ].map((warned) => [...warned, { jobKey: 'verify#1', element: 'verify', name: 'Thẩm định', nameEn: 'Verify' }]));
    expect(events.map(({ type, data }) => [type, data['code'] ?? data['outcome'] ?? '', Date.parse(String(data['at'] ?? data['receivedAt']))])).toEqual([
      ['ClockStarted', '', Date.parse(RECEIVED)], ['WarningGiven', 'near-due', Date.parse('2026-11-12T09:30:00+07:00')],
      ['WarningGiven', 'due', Date.parse(DUE)], ['TacitOutcomeReached', 'approval', Date.parse(DUE)], ['WarningGiven', 'overdue', Date.parse('2026-11-17T15:30:00+07:00')],
    ]);
    expect(events.slice(1).every(({ data }) => Date.parse(String(data['recordedAt'])) > Date.parse(String(data['at'])))).toBe(true);
    expect((await service.call('GET', `/dossiers/${code}/due-date`, leader)).body).toMatchObject({ submittedAt: '2026-11-02T09:00:00+07:00', warned: ['near-due', 'due', 'overdue'], coming: [], tacit: { outcome: 'approval' } });
    const facts = await service.store().readFacts({ after: 0, limit: 1000, dossier: code });
    expect(facts.filter(({ type }) => type === 'TacitOutcomeReached')).toHaveLength(1);
  });

  it('are what a model may wait for: it goes on at the very moment', async () => {
    const own = sampleModel({ code: WAITING }).replace('owner="one-stop"', 'owner="one-stop" tacit="refusal"');
    const model = own.replace('<lienthong:completedBy fact="lienthong.land_registry.v1.ParcelVerified"', '<lienthong:completedBy fact="lienthong.processing.v1.TacitOutcomeReached" outcome="silent" />$&');
    expect((await service.call('POST', '/procedures', administrator, { model })).status).toBe(201);
    const code = service.accept({ procedureCode: WAITING, receivedAt: RECEIVED, dueAt: DUE });
    await service.openStep(code, 'await-payment');
    const completed = (await service.store().load(`instance/${code}`)).events.find(({ type }) => type === 'JobCompleted');
    expect(Date.parse(String(completed?.data['at']))).toBe(Date.parse(DUE));
  });

  it('still lie ahead of a dossier that is in time', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    const { body } = await service.call('GET', `/dossiers/${code}/due-date`, leader);
    expect([body['warned'], body['tacit'], (body['coming'] as readonly Readonly<{ code: string }>[]).map((each) => each.code)]).toEqual([[], null, ['near-due', 'due', 'overdue']]);
  });
});
