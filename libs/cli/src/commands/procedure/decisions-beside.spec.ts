import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openModels } from './models.js';
import { runCommand } from '../../run-command.js';

const MODEL = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="file" targetNamespace="urn:sample">
  <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start"/>
    <bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="fee" resultVariable="amount"/></bpmn:extensionElements></bpmn:businessRuleTask>
    <bpmn:endEvent id="end"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="decide"/><bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="end"/></bpmn:process></bpmn:definitions>`;
const decision = (small: number): string => `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="fees" name="Lệ phí" namespace="urn:fees">
  <inputData id="in" name="area"><variable name="area" typeRef="number"/></inputData>
  <decision id="fee" name="Mức thu"><variable name="Mức thu"/><informationRequirement><requiredInput href="#in"/></informationRequirement>
    <literalExpression><text>if area &lt;= 100 then ${small} else 50</text></literalExpression></decision></definitions>`;

async function linted(...args: readonly string[]): Promise<Readonly<{ code: number; line: Readonly<{ outcome: string; findings: readonly Readonly<Record<string, string>>[]; warnings: readonly Readonly<Record<string, string>>[] }> }>> {
  let out = '';
  const code = await runCommand(['procedure', 'lint', ...args, '--json', '--lang', 'en'], { out: (text) => { out += text; }, err: () => undefined, env: {} });
  return { code, line: JSON.parse(out) as Awaited<ReturnType<typeof linted>>['line'] };
}

describe('procedure lint with decisions beside the model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-decision-calls-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'model.bpmn');
  const lintModel = async (model: string, ...args: readonly string[]): Promise<Awaited<ReturnType<typeof linted>>> => {
    writeFileSync(path, model);
    return linted(path, ...args);
  };
  /** The flow out of the task reads the result, the mapping gives the input. */
  const used = MODEL.replace('<bpmn:extensionElements>', '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=50" target="area"/><zeebe:output source="=amount" target="paid"/></zeebe:ioMapping>');

  it('says nothing while no file of decisions is there', async () => {
    expect(await lintModel(MODEL)).toEqual({ code: 0, line: { model: path, outcome: 'accepted', findings: [], warnings: [] } });
  });

  it('refuses a call of a decision that no file has', async () => {
    writeFileSync(join(folder, '2026.dmn'), decision(20));
    expect(await lintModel(used)).toEqual({ code: 0, line: { model: path, outcome: 'accepted', findings: [], warnings: [] } });
    const other = await lintModel(used.replace('decisionId="fee"', 'decisionId="fees"'));
    expect(other).toMatchObject({ code: 1, line: { outcome: 'refused', findings: [{ element: 'decide', rule: 'decision-unknown' }], warnings: [] } });
    // What is computed is found when it runs.
    expect((await lintModel(used.replace('decisionId="fee"', 'decisionId="=kind"'))).line.findings).toEqual([]);
    const elsewhere = mkdtempSync(join(folder, 'other-'));
    expect((await lintModel(used, '--decisions', elsewhere)).line.findings).toEqual([]);
    writeFileSync(join(elsewhere, 'other.dmn'), decision(20).replace('id="fee"', 'id="fees"'));
    expect((await lintModel(used, '--decisions', elsewhere)).line.findings).toMatchObject([{ rule: 'decision-unknown' }]);
    rmSync(elsewhere, { recursive: true });
  });

  it('warns of an input that the model never mentions and of a result that nothing reads, and accepts', async () => {
    const { code, line } = await lintModel(MODEL);
    expect([code, line.outcome, line.warnings.map(({ rule }) => rule)]).toEqual([0, 'accepted', ['decision-input-unset', 'decision-result-unused']]);
    const areas = await lintModel(used.replace('target="area"', 'target="areas"'));
    expect(areas.line.warnings).toMatchObject([{ rule: 'decision-input-unset', text: '"Mức thu" needs "area", a name that the model does not mention' }]);
    const unnamed = await lintModel(MODEL.replace(' resultVariable="amount"', '').replace('id="p"', 'id="p" name="area"'));
    expect(unnamed.line.warnings.map(({ rule }) => rule)).toEqual(['decision-result-unnamed']);
  });
});

describe('a model with decisions beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-decisions-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const run = async (input: object): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    let out = '';
    await runCommand(['procedure', 'run', join(folder, 'model.bpmn'), '--input', put('input.json', JSON.stringify(input))], { out: (text) => { out += text; }, err: () => undefined, env: {} });
    return out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  it('waits for a worker while there is no file of decisions', async () => {
    put('model.bpmn', MODEL);
    expect((await run({ area: 10 })).at(-1)).toMatchObject({ outcome: 'waiting' });
  });

  it('is decided by them in the run, the last by name before the others, and stands still where a cell fails', async () => {
    put('2026-01-01.dmn', decision(20));
    put('2026-07-01.dmn', decision(25));
    const lines = await run({ area: 10 });
    expect(lines.at(-1)).toMatchObject({ outcome: 'completed', variables: { area: 10, amount: 25 } });
    expect(lines.map(({ type, element }) => [type, element])).toContainEqual(['DecisionEvaluated', 'decide']);
    expect((await run({ area: 'wide' })).at(-1)).toMatchObject({ outcome: 'incident' });
  });

  it('is read again when a file of decisions is added or changed', async () => {
    const models = openModels();
    const path = join(folder, 'model.bpmn');
    const [first, same] = [await models.load(path), await models.load(path)];
    expect(same).toBe(first);
    put('2026-08-01.dmn', decision(30));
    expect(await models.load(path)).not.toBe(first);
  });
});
