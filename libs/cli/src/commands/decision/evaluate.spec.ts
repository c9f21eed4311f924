import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../run-command.js';

const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const MODEL = `<definitions xmlns="${DMN}" id="fees" name="Lệ phí" namespace="urn:fees"><import name="rates" namespace="urn:rates" importType="${DMN}"/>
<inputData id="received" name="Ngày nhận"><variable name="Ngày nhận" typeRef="date"/></inputData>
<decision id="fee" name="Lệ phí"><variable name="Lệ phí" typeRef="number"/>
<informationRequirement><requiredInput href="#received"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="urn:rates#rate"/></knowledgeRequirement>
<decisionTable id="t"><input id="day"><inputExpression><text>Ngày nhận</text></inputExpression></input><output id="amount"/><annotation name="Căn cứ"/>
<rule id="old"><inputEntry><text>&lt; @"2026-07-01"</text></inputEntry><outputEntry><text>rates.rate(10)</text></outputEntry><annotationEntry><text>Nghị quyết cũ</text></annotationEntry></rule>
<rule id="new"><inputEntry><text>&gt;= @"2026-07-01"</text></inputEntry><outputEntry id="wrong"><text>"miễn" * 2</text></outputEntry><annotationEntry><text/></annotationEntry></rule></decisionTable></decision>
<decision id="today" name="hôm nay"><variable name="hôm nay"/><literalExpression><text>today()</text></literalExpression></decision></definitions>`;
const RATES = `<definitions xmlns="${DMN}" id="rates" name="rates" namespace="urn:rates"><businessKnowledgeModel id="rate" name="rate"><variable name="rate"/><encapsulatedLogic>
<formalParameter name="n" typeRef="number"/><literalExpression><text>n / 3</text></literalExpression></encapsulatedLogic></businessKnowledgeModel></definitions>`;

type Ran = Readonly<{ code: number; out: string; err: string; lines: readonly unknown[] }>;

describe('lienthong decision evaluate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decision-'));
  const model = join(folder, 'fees.dmn');
  const date = (text: string): object => ({ '@type': 'date', '@value': text });

  beforeAll(() => {
    mkdirSync(join(folder, 'imported'));
    writeFileSync(model, MODEL);
    writeFileSync(join(folder, 'imported', 'rates.dmn'), RATES);
    writeFileSync(join(folder, 'broken.dmn'), '<definitions');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function evaluate(args: readonly string[], around: Partial<Parameters<typeof runCommand>[1]> = {}): Promise<Ran> {
    let [out, err] = ['', ''];
    const code = await runCommand(['decision', 'evaluate', ...args], { out: (text) => { out += text; }, err: (text) => { err += text; }, env: {}, ...around });
    return { code, out, err, lines: out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as unknown) };
  }

  it('evaluates a decision with what its model imports, values tagged both ways', async () => {
    const input = join(folder, 'input.json');
    writeFileSync(input, JSON.stringify({ 'Ngày nhận': date('2026-06-30') }));
    const { code, lines } = await evaluate([model, '--decision', 'Lệ phí', '--input', input, '--json']);
    expect([code, lines]).toEqual([0, [expect.objectContaining({ value: { '@type': 'number', '@value': '3.333333333333333333333333333333333' }, errors: [] })]]);
  });

  it('tells people which rule fired and on what it rests', async () => {
    const { out } = await evaluate([model, '--decision', 'fee', '--input', JSON.stringify({ 'Ngày nhận': date('2026-06-30') })]);
    expect(out).toContain('dòng 1 – Nghị quyết cũ');
  });

  it('names the cell that is wrong', async () => {
    const { code, lines } = await evaluate([model, '--decision', 'fee', '--input', JSON.stringify({ 'Ngày nhận': date('2026-07-01') }), '--json', '--lang', 'en']);
    expect([code, lines]).toEqual([1, [expect.objectContaining({ value: null, errors: [{ element: 'wrong', text: expect.stringContaining('rule 2, column "amount"') as string }] })]]);
  });

  it('takes the moment of today() from the clock it is given', async () => {
    const asked = [model, '--decision', 'today', '--json'];
    const { lines } = await evaluate(asked, { now: () => Date.parse('2026-03-04T05:00:00Z') / 1_000 });
    expect(lines).toEqual([expect.objectContaining({ value: date('2026-03-04') })]);
    expect((await evaluate([...asked, '--now', '2026-05-06T23:00:00+07:00'])).lines).toEqual([expect.objectContaining({ value: date('2026-05-06') })]);
  });

  it.each([
    [['--decision', 'fee']],
    [['nowhere.dmn', '--decision', 'fee']],
    [['MODEL']],
    [['MODEL', '--decision', 'fee', '--service', 's']],
    [['MODEL', '--decision', 'fee', '--input', '[1]']],
    [['MODEL', '--cases', 'x.jsonl']],
    [['MODEL', '--decision', 'fee', '--lang', 'fr']],
  ])('refuses the arguments %j', async (args) => {
    const { code, err } = await evaluate(args.map((each) => (each === 'MODEL' ? model : each)));
    expect([code, err]).toEqual([2, expect.stringMatching(/^(?!Expected)./)]);
    const english = await evaluate([...args.map((each) => (each === 'MODEL' ? model : each)), ...(args.includes('--lang') ? [] : ['--lang', 'en'])]);
    expect(args.includes('--lang') || english.err.startsWith('Expected')).toBe(true);
  });

  it('says in the language asked for which file cannot be read', async () => {
    for (const [args, file] of [[['--cases', join(folder, 'nowhere.jsonl')], 'nowhere.jsonl'], [[join(folder, 'nowhere.dmn'), '--decision', 'fee'], 'nowhere.dmn'], [[folder, '--decision', 'fee'], folder]] as const) {
      const [vi, en] = [await evaluate(args), await evaluate([...args, '--lang', 'en'])];
      expect([vi.code, vi.err, en.code, en.err]).toEqual([2, expect.stringMatching(/^Không đọc được .*: (không có tệp này|đây là thư mục)/), 2, expect.stringMatching(/^Expected to read .*, but E/)]);
      expect(vi.err).toContain(file);
    }
  });

  it('takes null for no input, and says which input has a wrong tag', async () => {
    const asked = [model, '--decision', 'fee', '--json', '--lang', 'en', '--input'];
    expect((await evaluate([...asked, 'null'])).code).toBe(2); // the name of a file
    const input = join(folder, 'null.json');
    writeFileSync(input, 'null');
    expect((await evaluate([...asked, input])).lines).toEqual([expect.objectContaining({ value: null, errors: [] })]);
    const { code, lines } = await evaluate([...asked, JSON.stringify({ 'Ngày nhận': date('30/06/2026') })]);
    expect([code, lines]).toEqual([1, [expect.objectContaining({ value: null, errors: [{ element: 'Ngày nhận', text: expect.stringContaining('to be the text of a date') as string }] })]]);
  });

  it('keeps the id of a line that it cannot read or evaluate', async () => {
    const cases = join(folder, 'unread.jsonl');
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    writeFileSync(cases, [`{"id": "deep", "model": "fee.dmn", "decision": "fee", "input": {"x": ${deep}}}`, '{"id": "broken \\"one\\"", "model": ', '{"id": 7, ', '{"id": 7.5, ', '{"id": "\\x"', JSON.stringify({ id: 'now', model: 'fee.dmn', decision: 'fee', now: 5 })].join('\n'));
    const answered = (await evaluate(['--cases', cases, '--lang', 'en'])).lines as readonly Readonly<{ id: unknown; value: unknown; errors: readonly Readonly<{ text: string }>[] }>[];
    expect(answered.map(({ id, value, errors }) => [id, value, errors.length])).toEqual([['deep', null, 1], ['broken "one"', null, 1], [7, null, 1], [null, null, 1], [null, null, 1], ['now', null, 1]]);
    expect(answered.at(-1)?.errors[0]?.text).toBe('Expected now to be text, but it is not');
  });

  it('answers each line of a file of cases, in order, whatever it is', async () => {
    const cases = join(folder, 'cases.jsonl');
    const given = { 'Ngày nhận': date('2026-01-02') };
    const lines = [
      { id: 'a', model: 'fees.dmn', decision: 'fee', input: given },
      { id: 2, model: './imported/rates.dmn', bkm: 'rate', input: { n: 6 } },
      { id: 'broken', model: 'broken.dmn', decision: 'fee' },
      { id: 'absent', model: 'nobody.dmn', decision: 'fee' },
      { id: 'unknown', model: 'fees.dmn', service: 'nobody' },
      { id: 'two', model: 'fees.dmn', decision: 'fee', bkm: 'rate' },
      { id: 'none', model: 'fees.dmn' },
      { id: 'input', model: 'fees.dmn', decision: 'fee', input: [] },
      { id: 'null', model: 'fees.dmn', decision: 'fee', input: null },
    ];
    writeFileSync(cases, [...lines.map((line) => JSON.stringify(line)), 'not json', '', JSON.stringify(lines[0])].join('\n'));
    const answered = (await evaluate(['--cases', cases, '--lang', 'en'])).lines as readonly Readonly<{ id: unknown; value: unknown; errors: readonly Readonly<{ element: string; text: string }>[] }>[];
    const third = { '@type': 'number', '@value': '3.333333333333333333333333333333333' };
    expect(answered.map(({ id, value, errors }) => [id, value, errors.length])).toEqual([
      ['a', third, 0], [2, 2, 0], ['broken', null, 1], ['absent', null, 1], ['unknown', null, 1], ['two', null, 1], ['none', null, 1], ['input', null, 1], ['null', null, 0], [null, null, 1], ['a', third, 0],
    ]);
    expect(Object.keys(answered[0] ?? {})).toEqual(['id', 'value', 'errors']);
  });

  it('reads a model again when it or what it imports changes', async () => {
    async function* cases(): AsyncGenerator<string> {
      const line = `${JSON.stringify({ id: 1, model: join(folder, 'fees.dmn'), decision: 'fee', input: { 'Ngày nhận': date('2026-01-02') } })}\n`;
      yield line;
      await answered;
      writeFileSync(join(folder, 'imported', 'rates.dmn'), RATES.replace('n / 3', 'n * 3000'));
      yield line;
    }
    let tell: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => { tell = resolve; });
    const values: unknown[] = [];
    await evaluate(['--cases', '-'], { input: cases(), out: (text) => { values.push((JSON.parse(text) as { value: unknown }).value); tell(); } });
    expect(values.at(-1)).toBe(30_000);
    expect(values).toHaveLength(2);
  });
});
