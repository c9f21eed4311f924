import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from './simulation-report.js';
import { spanText } from './simulation-report.js';
import { simulate } from './simulate.js';

const CASES = fileURLToPath(new URL('../../../test/cases/', import.meta.url));
const [PAY, EXCLUSIVE] = [join(CASES, 'activities/service-task.bpmn'), join(CASES, 'gateways/exclusive.bpmn')];
const LAND_TRANSFER = fileURLToPath(new URL('../../../../../services/processing/procedures/1.013831/land-transfer.bpmn', import.meta.url));

async function run(...args: readonly string[]): Promise<Readonly<{ code: number; out: string; err: string; report: Report }>> {
  let [out, err] = ['', ''];
  const code = await simulate.run(args, { out: (text) => { out += text; }, err: (text) => { err += text; }, env: {} });
  return { code, out, err, report: (out.startsWith('{') ? JSON.parse(out) : null) as Report };
}

describe('lienthong procedure simulate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-simulate-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, json: unknown): string => {
    writeFileSync(join(folder, name), typeof json === 'string' ? json : JSON.stringify(json));
    return join(folder, name);
  };

  it('gives the same report for the same seed, and another for another', async () => {
    const [one, same, other] = [await run(PAY, '--json', '--cases', '50'), await run(PAY, '--json', '--cases', '50', '--seed', '1'), await run(PAY, '--json', '--cases', '50', '--seed', '2')];
    expect([one.code, one.out === same.out, one.out === other.out]).toEqual([0, true, false]);
    expect(one.err.trim().split('\n').at(-1)).toBe('50/50');
  });

  it('measures steps by what is known of them', async () => {
    const profile = put('profile.json', { arrival: 'PT1H', steps: { pay: 'PT2H' }, slow: 0, errors: 0 });
    const { report } = await run(PAY, '--json', '--cases', '100', '--profile', profile);
    expect(report.steps).toMatchObject([{ element: 'pay', spread: { count: 100, p50: 120, p90: 120, max: 120 } }]);
    expect([report.duration, report.dead]).toEqual([{ count: 100, p50: 120, p90: 120, max: 120 }, { elements: ['broke', 'unpaid'], flows: ['broke_unpaid'] }]);
  });

  it('takes every branch of a model when it is left to itself', async () => {
    const { report } = await run(EXCLUSIVE, '--json', '--cases', '200');
    expect([report.dead, report.outcomes]).toEqual([{ elements: [], flows: [] }, { completed: 200 }]);
  });

  it('holds a procedure against its legal limit, by its calendar, and shows who has the work', async () => {
    const { report } = await run(LAND_TRANSFER, '--json', '--cases', '200');
    expect(report.outcomes).toEqual({ completed: 200 });
    expect(report.legal).toMatchObject({ limit: 'P10D', unit: 'working-days', amount: 10, spread: { count: 200 } });
    expect(report.legal !== null && report.legal.spread !== null && report.duration !== null && report.legal.spread.p50 < report.duration.p50).toBe(true);
    expect(report.loads.map(({ agency }) => agency)).toEqual(['land-registry', 'one-stop', 'postal', 'tax']);
    expect((await run(LAND_TRANSFER, '--cases', '20', '--lang', 'en')).out).toMatch(/legal clock \(working time\) +\d+h\d* +\d+h\d* +\d+h\d* +P10D = 10 working days/);
  });

  it('plays recorded cases in turn', async () => {
    const recorded = put('cases.jsonl', '{"id":1,"input":{"total":1},"answers":[{"element":"pay","after":"PT3H","variables":{"number":1}}]}\n{"id":2,"input":{"total":2}}\n');
    const { report } = await run(PAY, '--json', '--cases', '4', '--recorded', recorded);
    expect([report.outcomes, report.waiting, report.duration?.max]).toEqual([{ completed: 2, waiting: 2 }, { pay: 2 }, 180]);
  });

  it('plays ten thousand cases', async () => {
    expect((await run(PAY, '--json', '--cases', '10000')).report.cases).toBe(10_000);
  });

  it('writes spans as people read them', () => {
    expect([0, 59, 60, 61.4, 1_500].map(spanText)).toEqual(['0m', '59m', '1h', '1h01', '25h']);
  });

  it.each<[string, readonly string[]]>([
    ['no model', []], ['no cases', [PAY, '--cases', '0']], ['a broken seed', [PAY, '--seed', 'x']], ['an unknown process', [PAY, '--process', 'q']], ['a file that is not there', ['absent.bpmn']],
    ['a profile that says something unknown', [PAY, '--profile', put('strange.json', { speed: 1 })]], ['durations the wrong way round', [PAY, '--profile', put('turned.json', { steps: { pay: ['P2D', 'P1D', 'P3D'] } })]],
    ['no recorded cases', [PAY, '--recorded', put('empty.jsonl', '\n')]], ['a recorded case that is none', [PAY, '--recorded', put('broken.jsonl', '{')]],
  ])('exits 2 with %s, and says so in either language', async (_what, args) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^(?!Expected)./) as unknown });
    expect(await run(...args, '--lang', 'en')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^Expected/) as unknown });
  });
});
