import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lint } from './lint.js';

const CASES = fileURLToPath(new URL('../../../test/cases/', import.meta.url));
const [GOOD, BAD] = [join(CASES, 'activities/user-task.bpmn'), join(CASES, 'refusals/expression.bpmn')];

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

  it('asks for a procedure where one is wanted', async () => {
    expect(await run(GOOD, '--procedure')).toMatchObject({ code: 1, out: expect.stringContaining('procedure-missing') as unknown });
  });

  it.each([[[]], [['absent.bpmn']], [['--what', GOOD]], [[GOOD, '--lang', 'fr']]])('exits 2 with %j', async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/./) as unknown });
  });
});
