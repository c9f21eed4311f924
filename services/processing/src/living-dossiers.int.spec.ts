import { Projections, type Finding } from '@lienthong/event-store';
import { ReadModels } from '@lienthong/service-host';
import { livingDossiersCheck } from './adapters/postgres/living-dossiers-check.js';
import { dossierStreams } from './adapters/postgres/dossier-streams.js';
import { PublishedProcedures } from './adapters/postgres/published-procedures.js';
import { noInstance } from './domain/instance.js';
import { lostWaits } from './domain/living-waits.js';
import { drawing, element, inOrder } from './domain/spec-drawings.js';
import { administrator, startProcessing, until, type ServiceUnderTest } from './spec-service.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startProcessing();
});
afterAll(() => service.stop());

const sql = (text: string) => service.store().pool.query(text);
async function findings(): Promise<readonly Finding[]> {
  const store = service.store();
  const found: Finding[] = [];
  const ports = dossierStreams(store, new PublishedProcedures(store, new ReadModels(store.pool, new Projections(store, []))));
  await livingDossiersCheck(store, ports).run({ report: (finding) => void found.push(finding), checked: async () => {}, stopped: new AbortController().signal });
  return found;
}

describe('the watchdog', () => {
  it('finds nothing while everything that is waited for can come', async () => {
    const code = service.accept();
    await service.openStep(code, 'verify');
    service.verify(code);
    await service.openStep(code, 'await-payment');
    await until('the read model', async () => ((await sql(`select 1 from read.running_instance where code = '${code}'`)).rowCount === 1 ? true : undefined));
    expect(await findings()).toEqual([]);
  });

  it('tells of a dossier whose timer or message would never come, by its reference and not by its code', async () => {
    const WAITING = '9.000031';
    const model = drawing({ code: WAITING, messages: [['news', 'news', '=code']], body: inOrder('w', element.start('s'), element.catchMessage('wait', 'news'), element.end('e')) });
    expect((await service.call('POST', '/procedures', administrator, { model })).status).toBe(201);
    const [deaf, late] = [service.accept({ procedureCode: WAITING }), service.accept()];
    await service.openStep(late, 'verify');
    service.verify(late);
    await service.openStep(late, 'await-payment');
    await until('both', async () => ((await sql(`select 1 from subscription where code = '${deaf}'`)).rowCount === 1 && (await sql(`select 1 from read.running_instance where code in ('${deaf}', '${late}')`)).rowCount === 2 ? true : undefined));
    await sql(`delete from subscription where code = '${deaf}'`);
    await sql(`delete from log.timers where starts_with(id, '${late}')`);
    const found = await findings();
    expect(found.map(({ kind, explanation }) => [kind, explanation.en.replace(/[0-9a-f]{16}/, 'REF')])).toEqual([
      ['dossier-stuck', expect.stringMatching(/^The dossier with reference REF… stands still: ("news" .* would not reach it any more|timer unpaid#1 of .* is lost)$/)],
      ['dossier-stuck', expect.stringMatching(/^The dossier with reference REF… stands still: ("news" .* would not reach it any more|timer unpaid#1 of .* is lost)$/)],
    ]);
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`${deaf}|${late}`));
  });

  it('tells of what is tried again and again', async () => {
    await sql(`insert into log.timers (id, due_at, payload, attempts, retry_at, failure) values ('x', now(), '{"kind": "start-child", "code": "H56.17-20261120-0001"}', 6, now() + interval '1 hour', 'Error: OUTSIDE_CALENDAR: Expected H56.17-20261120-0001 to fit')`);
    const [found] = (await findings()).filter(({ subject }) => subject.startsWith('errand'));
    expect(found?.explanation.en).toBe('1 of kind start-child fail again and again: Error: OUTSIDE_CALENDAR: Expected … to fit');
  });

  it('tells of a dossier that waits for nothing at all', () => {
    const nothing = { timers: [], subscriptions: [] };
    expect(lostWaits({ ...noInstance, run: { ...noInstance.run, status: 'open' } }, nothing)).toMatchObject([{ what: 'nothing' }]);
    expect(lostWaits({ ...noInstance, run: { ...noInstance.run, status: 'completed' } }, nothing)).toEqual([]);
  });
});
