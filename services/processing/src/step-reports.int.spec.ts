import { SAMPLE_PROCEDURE } from './domain/spec-procedure.js';
import { administrator, citizen, leader, startProcessing, until, type Row, type ServiceUnderTest } from './spec-service.js';

// At which steps a procedure is late: what was due in a period, done or not, and the dossiers behind it.

const auditor = { ...administrator, sub: 'sample-auditor', agency: 'audit', unit: 'H56', roles: ['auditor'] };
const centre = { ...administrator, sub: 'sample-centre', roles: ['leader'] };
const PERIOD = 'from=2026-11-20&to=2026-11-25';

let service: ServiceUnderTest;
let [late, onTime]: readonly string[] = [];
beforeAll(async () => {
  service = await startProcessing();
  [late, onTime] = [service.accept(), service.accept()];
  for (const code of [late, onTime]) await service.openStep(code ?? '', 'verify');
  service.verify(onTime ?? '');
  await service.openStep(onTime ?? '', 'await-payment');
});
afterAll(() => service.stop());

const report = async (query = PERIOD, as = leader): Promise<readonly Row[]> => (await service.call('GET', `/reports/steps?${query}`, as)).body.items;
const verify = async (query?: string, as = leader): Promise<Row | undefined> => (await report(query, as)).find(({ element }) => element === 'verify');
const behind = async (query: string, as = leader) => (await service.call('GET', `/reports/steps/late?${query}`, as)).body;

describe('the report of steps', () => {
  it('counts those that were due in the period, on time and late, done or still open', async () => {
    const row = await until('both steps in the report', async () => {
      const found = await verify();
      return found?.['onTime'] === 1 ? found : undefined;
    });
    expect(row).toEqual({ procedure: SAMPLE_PROCEDURE, element: 'verify', name: { vi: expect.any(String), en: expect.any(String) }, agency: 'land-registry', due: 2, onTime: 1, late: 1, stillOpen: 1, hoursLate: expect.any(Number) });
    expect(Number(row['hoursLate'])).toBeGreaterThan(0);
    // What waits for the citizen is nobody's lateness.
    expect((await report()).map(({ element }) => element)).not.toContain('await-payment');
    expect(await report('from=2026-11-01&to=2026-11-10')).toEqual([]);
  });

  it('shows who is behind a number, page by page', async () => {
    const { dueAt } = await service.openStep(late ?? '', 'verify');
    expect((await behind(`${PERIOD}&element=verify`)).items).toMatchObject([{ dossierCode: late, taskId: `${late}~verify~1`, element: 'verify', agency: 'land-registry', unit: 'H56.23', closedAt: null }]);
    expect(Date.parse(String((await behind(PERIOD)).items[0]?.['dueAt']))).toBe(Date.parse(String(dueAt)));
    const first = await behind(`${PERIOD}&limit=1`);
    expect([first.items.length, first.next]).toEqual([1, null]);
    expect((await behind(`${PERIOD}&element=sign`)).items).toEqual([]);
  });

  it('remembers a step that was done too late after its end', async () => {
    service.happen('land-registry', 'lienthong.land_registry.v1.ParcelVerified', late ?? '', '2026-11-26T08:00:00+07:00');
    await service.openStep(late ?? '', 'await-payment');
    const row = await until('the step to be closed', async () => {
      const found = await verify();
      return found?.['stillOpen'] === 0 ? found : undefined;
    });
    // When the agency did it counts, as its fact says, not when that was heard.
    expect(row).toMatchObject({ due: 2, onTime: 1, late: 1 });
    expect((await behind(PERIOD)).items).toMatchObject([{ dossierCode: late, closedAt: '2026-11-26T08:00:00.000+07:00' }]);
  });

  it('is for leaders of their offices, the centre and auditors', async () => {
    for (const as of [auditor, administrator, centre]) expect((await verify(PERIOD, as))?.['due']).toBe(2);
    for (const as of [{ ...leader, unit: 'H56.24' }, { ...leader, agency: 'tax' }, { ...centre, unit: 'H56.18' }]) expect(await verify(PERIOD, as)).toBeUndefined();
    for (const as of [{ ...leader, roles: ['officer'] }, citizen('038000000001')]) expect((await service.call('GET', `/reports/steps?${PERIOD}`, as)).status).toBe(403);
    expect(await report(`${PERIOD}&procedure=9.999999`)).toEqual([]);
    expect(await report(`${PERIOD}&agency=tax`, auditor)).toEqual([]);
  });

  it.each([['from=2026-11-31&to=2026-12-01', 422, 'VALIDATION_FAILED'], ['from=2026-11-02&to=2026-11-01', 400, 'BAD_REQUEST'], ['from=2024-01-01&to=2026-01-01', 400, 'BAD_REQUEST'], ['from=1&to=2', 422, 'VALIDATION_FAILED']])('refuses %s', async (query, status, code) =>
    expect(await service.call('GET', `/reports/steps?${query}`, leader)).toMatchObject({ status, body: { code } }));
});
