import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lint } from './lint.js';

const CASES = fileURLToPath(new URL('../../../test/cases/', import.meta.url));
const [GOOD, BAD] = [join(CASES, 'activities/user-task.bpmn'), join(CASES, 'refusals/expression.bpmn')];

/** A procedure of one step of three days, with five by whatever channel but two online. */
const DOUBTFUL = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:lienthong="urn:lienthong:bpmn:1" id="f" targetNamespace="urn:sample">
  <bpmn:process id="p" isExecutable="true"><bpmn:extensionElements><lienthong:procedure code="9.700001" nameVi="Mẫu" nameEn="Sample" effectiveFrom="2026-01-01" limit="P5D" limitOnline="P2D" calendar="vn-h56-2026" owner="construction"/></bpmn:extensionElements>
    <bpmn:startEvent id="start"/><bpmn:userTask id="appraise" name="Thẩm định"><bpmn:extensionElements><zeebe:userTask/>
      <lienthong:assignment agency="construction" role="officer"/><lienthong:step number="1" limit="P3D" counts="true"/><lienthong:reason vi="Chờ" en="Waiting"/></bpmn:extensionElements></bpmn:userTask>
    <bpmn:endEvent id="end" name="Xong"/><bpmn:sequenceFlow id="a" sourceRef="start" targetRef="appraise"/><bpmn:sequenceFlow id="b" sourceRef="appraise" targetRef="end"/></bpmn:process></bpmn:definitions>`;

async function run(...args: readonly string[]): Promise<Readonly<{ code: number; out: string; err: string }>> {
  let [out, err] = ['', ''];
  const code = await lint.run(args, { out: (text) => { out += text; }, err: (text) => { err += text; }, env: {} });
  return { code, out, err };
}

describe('lienthong procedure lint', () => {
  it('accepts what can be published', async () => {
    expect(await run(GOOD)).toEqual({ code: 0, out: `✓ ${GOOD}\n`, err: '' });
  });

  it('tells every finding, in the language that is asked for', async () => {
    const { code, out } = await run(BAD, '--lang', 'en');
    expect(code).toBe(1);
    expect(out).toMatch(/element +rule +finding\nbad +\S+ +\S/);
    expect((await run(BAD)).out).toContain('phần tử');
  });

  it('answers in JSON, a line for each file', async () => {
    const { code, out } = await run(GOOD, BAD, '--json', '--lang', 'en');
    const lines = out.trim().split('\n').map((line) => JSON.parse(line) as { model: string; outcome: string; findings: readonly { element: string; rule: string; text: string }[] });
    expect([code, lines.map(({ model, outcome }) => [model, outcome])]).toEqual([1, [[GOOD, 'accepted'], [BAD, 'refused']]]);
    expect(lines[1]?.findings[0]).toMatchObject({ element: 'bad', text: expect.any(String) as unknown });
  });

  it('warns of what a person should look at, and accepts it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-lint-'));
    const file = join(folder, 'doubtful.bpmn');
    writeFileSync(file, DOUBTFUL);
    const { code, out } = await run(file, '--json', '--lang', 'en');
    expect([code, JSON.parse(out)]).toMatchObject([0, { outcome: 'accepted', findings: [], warnings: [{ element: 'p', rule: 'limit-of-channel-exceeded', text: expect.stringMatching(/^The steps add up to 24 working hours, over the limit of 16 /) as unknown }] }]);
    rmSync(folder, { recursive: true });
  });

  it('asks for a procedure where one is wanted', async () => {
    expect(await run(GOOD, '--procedure')).toMatchObject({ code: 1, out: expect.stringContaining('procedure-missing') as unknown });
  });

  it.each([[[]], [['absent.bpmn']], [['--what', GOOD]], [[GOOD, '--lang', 'fr']]])('exits 2 with %j', async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/./) as unknown });
  });
});
