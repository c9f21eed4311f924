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
