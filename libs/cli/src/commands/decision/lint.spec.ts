import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lint } from './lint.js';

const model = (second: string): string => `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="fees" name="Phí" namespace="urn:fees">
  <inputData id="in" name="area"><variable name="area" typeRef="number"/></inputData>
  <decision id="fee" name="Phí đo đạc"><variable name="Phí đo đạc" typeRef="number"/><informationRequirement><requiredInput href="#in"/></informationRequirement>
    <decisionTable id="t"><input id="c"><inputExpression typeRef="number"><text>area</text></inputExpression></input><output id="o" typeRef="number"/><annotation name="Căn cứ"/>
      <rule id="r1"><inputEntry><text>&lt; 100</text></inputEntry><outputEntry><text>1000</text></outputEntry><annotationEntry><text>NQ mẫu</text></annotationEntry></rule>
      <rule id="r2"><inputEntry><text>${second}</text></inputEntry><outputEntry><text>2000</text></outputEntry><annotationEntry><text>NQ mẫu</text></annotationEntry></rule>
    </decisionTable></decision></definitions>`;

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'lint-')); });
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
async function run(...args: readonly string[]): Promise<Readonly<{ code: number; out: string; err: string }>> {
  let [out, err] = ['', ''];
  const code = await lint.run(args, { out: (text) => { out += text; }, err: (text) => { err += text; }, env: {} });
  return { code, out, err };
}

describe('lienthong decision lint', () => {
  it('accepts what can be published', async () => {
    const good = await file('good.dmn', model('&gt;= 100'));
    expect(await run(good)).toEqual({ code: 0, out: `✓ ${good}\n`, err: '' });
  });

  it('shows a gap with an input that falls into it', async () => {
    const gap = await file('gap.dmn', model('&gt; 100'));
    expect(await run(gap)).toMatchObject({ code: 1, out: `✗ ${gap}\n  lỗi t [gap] không dòng nào áp dụng khi area: 100 ví dụ {"area":100}\n` });
  });

  it('answers in JSON, a line for each file, and points to the cell', async () => {
    const overlap = await file('overlap.dmn', model('&gt; 50'));
    const { code, out } = await run(overlap, '--json', '--lang', 'en');
    expect([code, JSON.parse(out)]).toEqual([1, {
      model: overlap, outcome: 'refused',
      findings: [{ element: 'r2/c', rule: 'overlap', severity: 'error', text: 'row 1 and row 2 are both chosen where area: (50..100)', example: { area: 75 } }],
    }]);
  });

  it('says once of a cell that cannot be read, and from where on', async () => {
    const broken = await file('broken.dmn', model('&gt;= 100 2'));
    expect((await run(broken)).out.split('\n').filter((line) => line.includes('không đọc được'))).toEqual([expect.stringMatching(/\[expression\].*dòng 2, cột “area”: không đọc được từ “2” \(ký tự thứ 8\)$/)]);
    const short = await file('short.dmn', model('&gt;= '));
    expect((await run(short, '--lang', 'en')).out).toMatch(/rule 2, column "area": the expression ends too early\n/);
  });

  it('runs the examples that lie beside the model, or those named', async () => {
    const good = await file('with.dmn', model('&gt;= 100'));
    await file('with.examples.jsonl', '{"id":"nhỏ","decision":"fee","input":{"area":5},"expected":1000}\n');
    expect((await run(good)).code).toBe(0);
    const wrong = await file('wrong.jsonl', '{"id":"nhỏ","decision":"fee","input":{"area":5},"expected":999}\n');
    expect(await run(good, '--examples', wrong, '--lang', 'en')).toMatchObject({ code: 1, out: expect.stringContaining('error nhỏ [example-failed] expected 999, but got 1000') });
  });

  it('says what it cannot use', async () => {
    expect((await run()).code).toBe(2);
    expect((await run(join(folder, 'absent.dmn'))).code).toBe(2);
    expect((await run('a.dmn', '--lang', 'fr')).code).toBe(2);
  });
});
