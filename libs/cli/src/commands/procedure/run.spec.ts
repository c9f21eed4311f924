import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../run-command.js';
import { playBatch } from './batch.js';
import { PROCEDURE_EXIT } from './exit-codes.js';

const CASES = fileURLToPath(new URL('../../../test/cases/', import.meta.url));
const BIN = fileURLToPath(new URL('../../../bin/lienthong.js', import.meta.url));
const [USER_TASK, SERVICE_TASK, TIMER] = ['activities/user-task.bpmn', 'activities/service-task.bpmn', 'events/timer-catch.bpmn'].map((name) => join(CASES, name)) as [string, string, string];

type Ran = Readonly<{ code: number; out: string; err: string; lines: readonly Readonly<Record<string, unknown>>[] }>;

async function lienthong(args: readonly string[], around: Partial<Parameters<typeof runCommand>[1]> = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await runCommand(['procedure', ...args], { out: (text) => { out += text; }, err: (text) => { err += text; }, env: {}, ...around });
  const lines = out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, out, err, lines };
}

describe('lienthong procedure run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-run-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('writes a line for each event and the outcome as the last', async () => {
    const answers = put('answers.jsonl', '{"element":"pay","variables":{"number":"A1"},"after":"PT1H"}\n\n');
    const { code, lines } = await lienthong(['run', SERVICE_TASK, '--input', put('vars.json', '{"total": 5}'), '--answers', answers]);
    expect(code).toBe(PROCEDURE_EXIT.done);
    expect(lines.at(-1)).toEqual({ outcome: 'completed', variables: { total: 5, receipt: 'A1' }, events: lines.length - 1 });
    expect(lines[0]).toEqual({ at: '2026-01-05T08:00:00+07:00', type: 'InstanceStarted', element: null, variables: { total: 5 } });
    expect(lines.filter(({ variables }) => variables !== undefined).map(({ type, element, variables }) => [type, element, variables])).toContainEqual(['JobOpened', 'pay', { amount: 10 }]);
    expect(lines.find(({ type }) => type === 'JobCompleted')).toMatchObject({ at: '2026-01-05T09:00:00+07:00', element: 'pay' });
  });

  it('says by its exit code what came of it', async () => {
    const codes = [
      await lienthong(['run', USER_TASK]), await lienthong(['run', join(CASES, 'refusals/expression.bpmn')]), await lienthong(['run', join(CASES, 'events/error-end-uncaught.bpmn')]),
      await lienthong(['run', TIMER, '--until', 'PT1H']), await lienthong(['run', USER_TASK, '--process', 'other']),
    ].map(({ code, lines }) => [code, lines.at(-1)?.['outcome']]);
    expect(codes).toEqual([[0, 'waiting'], [1, 'refused'], [3, 'incident'], [0, 'waiting'], [1, 'refused']]);
  });

  it('keeps every digit of a number, in and out', async () => {
    const { out } = await lienthong(['run', join(CASES, 'data/decimals.bpmn'), '--input', '{"a": 0.1, "big": 1, "long": 12345678901234567890.5}']);
    expect(out.split('\n').at(-2)).toContain('"long":12345678901234567890.5');
    expect(out.split('\n').at(-2)).toContain('"big":12345678901234567891');
  });

  it('shows a person a table in colours, unless told not to', async () => {
    const terminal = { out: true, err: true, columns: 100 };
    const { out } = await lienthong(['run', USER_TASK], { terminal });
    expect(out).toContain('\u001b[33mwaiting');
    expect(out).toContain('lúc');
    expect((await lienthong(['run', USER_TASK, '--lang', 'en'], { terminal, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b[');
    expect((await lienthong(['run', USER_TASK, '--json'], { terminal })).lines.at(-1)).toMatchObject({ outcome: 'waiting' });
  });

  it.each<[string, readonly string[], string]>([
    ['no model', ['run'], 'Cần đúng một tệp mô hình, hoặc --cases'], ['two models', ['run', USER_TASK, USER_TASK], 'Cần đúng một tệp'], ['a model that is not there', ['run', join(folder, 'absent.bpmn')], 'absent.bpmn'],
    ['an unknown option', ['run', USER_TASK, '--untli', 'P1D'], 'untli'], ['a language', ['run', USER_TASK, '--lang', 'fr'], 'vi hoặc en'], ['broken variables', ['run', USER_TASK, '--input', '{x}'], 'không phải JSON'],
    ['answers that are not there', ['run', USER_TASK, '--answers', join(folder, 'absent.jsonl')], 'absent.jsonl'], ['options beside cases', ['run', '--cases', '-', '--until', 'P1D'], '--cases chỉ đi một mình'],
    ['a file of cases that is not there', ['run', '--cases', join(folder, 'absent.jsonl')], 'absent.jsonl'], ['an unknown word', ['rnu'], 'lienthong procedure <command>'],
  ])('exits 2 with %s', async (_what, args, said) => {
    expect(await lienthong(args)).toMatchObject({ code: PROCEDURE_EXIT.usage, out: '', err: expect.stringContaining(said) as unknown });
  });

  it('explains itself', async () => {
    expect((await lienthong(['--help'])).out).toContain('simulate');
    expect((await lienthong(['run', '--help'])).out).toContain('exit codes');
  });
});

describe('lienthong procedure run --cases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-cases-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(USER_TASK, join(folder, 'task.bpmn'));
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('gives each line its answer, in order, whatever the line is', async () => {
    put('broken.bpmn', '<bpmn:definitions');
    const cases = put('cases.jsonl', [
      '{"id":1,"model":"task.bpmn","answers":[{"element":"review","variables":{"ok":true}}]}', 'nonsense', '', '{"id":"x","model":"absent.bpmn"}', '{"id":{"a":1},"model":"broken.bpmn"}',
      '{"id":"y"}', '[]', `{"id":2,"model":${JSON.stringify(USER_TASK)},"until":"PT1H","input":{"n":0.5}}`, '{"id":3,"model":"task.bpmn","answers":[{}]}', '{"model":"task.bpmn"}',
    ].join('\n'));
    const { code, lines } = await lienthong(['run', '--cases', cases]);
    expect(code).toBe(0);
    expect(lines.map(({ id, outcome }) => [id, outcome])).toEqual([
      [1, 'completed'], [null, 'refused'], ['x', 'refused'], [{ a: 1 }, 'refused'], ['y', 'refused'], [null, 'refused'], [2, 'waiting'], [3, 'refused'], [null, 'waiting'],
    ]);
    expect(lines[6]).toEqual({ id: 2, outcome: 'waiting', variables: { n: 0.5 }, waiting: ['review'], events: 5 });
    expect(lines.filter(({ findings }) => findings !== undefined).map(({ findings }) => (findings as readonly { rule: string }[])[0]?.rule)).toEqual(
      ['case-invalid', 'case-invalid', expect.stringContaining('xml') as unknown, 'case-invalid', 'case-invalid', 'case-invalid'],
    );
  });

  it('compiles a model again when its file changes', async () => {
    const path = put('changing.bpmn', readFileSync(USER_TASK, 'utf8'));
    const answers: string[] = [];
    async function* cases(): AsyncGenerator<string> {
      yield '{"id":1,"model":"changing.bpmn"}';
      while (answers.length === 0) await new Promise((resolve) => { setTimeout(resolve, 20); });
      writeFileSync(path, readFileSync(TIMER, 'utf8'));
      yield '{"id":2,"model":"changing.bpmn"}';
    }
    await playBatch(cases(), { casesPath: join(folder, 'x'), lang: 'en', withOthers: false, out: (text) => answers.push(text) });
    expect(answers.map((answer) => (JSON.parse(answer) as { outcome: string }).outcome)).toEqual(['waiting', 'completed']);
  });

  it('ends a case that takes too long, and goes on with the next', async () => {
    const model = readFileSync(join(CASES, 'events/timer-cycle-endless.bpmn'), 'utf8').replace('R/PT1H', 'R/PT1S').replace('<bpmn:task id="nudged"/>', '<bpmn:scriptTask id="nudged"><bpmn:extensionElements><zeebe:script expression="=sum(for i in 1..30000 return i)" resultVariable="l"/></bpmn:extensionElements></bpmn:scriptTask>');
    put('slow.bpmn', model);
    const answers: { id: unknown; outcome: string; incident?: { code: string } }[] = [];
    async function* cases(): AsyncGenerator<string> {
      yield '{"id":1,"model":"task.bpmn"}';
      yield '{"id":2,"model":"slow.bpmn","input":{"l":[]}}';
      yield '{"id":3,"model":"task.bpmn"}';
    }
    await playBatch(cases(), { casesPath: join(folder, 'x'), lang: 'en', withOthers: false, maxCaseMs: 4_000, out: (text) => answers.push(JSON.parse(text) as (typeof answers)[number]) });
    expect(answers.map(({ id, outcome, incident }) => [id, outcome, incident?.code])).toEqual([[1, 'waiting', undefined], [2, 'incident', 'INTERNAL'], [3, 'waiting', undefined]]);
  });

  it('answers each line as it comes, so that another program can ask and wait', async () => {
    const asked = spawn(process.execPath, [BIN, 'procedure', 'run', '--cases', '-', '--lang', 'en'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
    const answers: string[] = [];
    for (const id of [1, 2, 3]) {
      const answered = new Promise<string>((resolve) => { asked.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())); });
      asked.stdin.write(`{"id":${id},"model":"task.bpmn"}\n`);
      answers.push(await answered);
    }
    asked.stdin.end();
    expect(await new Promise((resolve) => { asked.once('exit', resolve); })).toBe(0);
    expect(answers.map((answer) => (JSON.parse(answer) as { id: number }).id)).toEqual([1, 2, 3]);
  });

  it('plays a thousand small cases in one process', () => {
    const line = (id: number): string => `{"id":${id},"model":"task.bpmn","answers":[{"element":"review","variables":{"ok":true},"after":"PT1H"}]}`;
    const many = put('many.jsonl', Array.from({ length: 1_000 }, (_, id) => line(id)).join('\n'));
    const ran = spawnSync(process.execPath, [BIN, 'procedure', 'run', '--cases', many], { encoding: 'utf8', timeout: 60_000 });
    expect([ran.status, ran.stdout.split('\n').filter((each) => each.includes('"completed"')).length]).toEqual([0, 1_000]);
  });
});
