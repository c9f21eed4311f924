import assert from 'node:assert/strict';
import { readModel, type DecisionModel } from '../model.js';
import { checkModel } from './check-model.js';
import { checkExamples } from './examples.js';
import { told } from './spec-table.js';

const model = (body: string): DecisionModel => {
  const reading = readModel(`<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="M" namespace="urn:m">${body}</definitions>`);
  assert.equal(reading.kind, 'read', JSON.stringify(reading));
  return reading.model;
};
const rule = (id: string, ...cells: readonly string[]): string =>
  `<rule id="${id}">${cells.slice(0, -1).map((cell) => `<inputEntry><text>${cell}</text></inputEntry>`).join('')}<outputEntry><text>${cells.at(-1)}</text></outputEntry><annotationEntry><text>Luật</text></annotationEntry></rule>`;
const table = (rules: string): string =>
  `<decisionTable id="t"><input id="in"><inputExpression><text>grade</text></inputExpression></input><output id="out" typeRef="number"/><annotation name="Căn cứ"/>${rules}</decisionTable>`;
const GRADE = '<itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text></allowedValues></itemDefinition><inputData id="g" name="grade"><variable name="grade" typeRef="tGrade"/></inputData>';
const decision = (logic: string): string => `${GRADE}<decision id="d" name="D"><variable name="D"/><informationRequirement><requiredInput href="#g"/></informationRequirement>${logic}</decision>`;

it('knows the type and the allowed values of a column by its input', () => {
  assert.deepEqual(checkModel(model(decision(table(rule('r1', '"a"', '1') + rule('r2', '"b"', '2'))))), []);
  assert.deepEqual(told(checkModel(model(decision(table(rule('r1', '"a"', '1') + rule('r2', '"c"', '2')))))), ['error value-not-allowed r2/in', 'error gap t']);
});

it('finds tables within other logic', () => {
  const within = `<context><contextEntry><variable name="x"/>${table(rule('r1', '"a"', '1'))}</contextEntry></context>`;
  assert.deepEqual(told(checkModel(model(decision(within)))), ['error gap t']);
});

it('finds names that nobody defines, wherever they stand', () => {
  const columns = table(rule('r1', '"a"', 'limit') + rule('r2', '"b"', 'grade')).replace('<text>grade</text>', '<text>rank</text>');
  assert.deepEqual(told(checkModel(model(decision(columns)))).filter((each) => each.includes('unknown')), ['error unknown-name in', 'error unknown-name r1/out']);
  const context = '<context><contextEntry><variable name="số tờ - thửa"/><literalExpression><text>grade</text></literalExpression></contextEntry><contextEntry><literalExpression><text>số tờ - thửa + grad</text></literalExpression></contextEntry></context>';
  assert.deepEqual(checkModel(model(decision(context))).map(({ element, text }) => [element, text.en]), [['d', 'nobody defines the name “grad”']]);
});

describe('examples beside a table', () => {
  const rated = model(decision(table(rule('r1', '"a"', '1') + rule('r2', '"b"', '2'))));
  const findings = (...lines: readonly string[]): readonly string[] => checkExamples(rated, lines.join('\n')).map(({ element, rule: code }) => `${code} ${element}`);

  it('say nothing when they come out', () => assert.deepEqual(findings('{"decision":"d","input":{"grade":"a"},"expected":1}', '', '{"decision":"D","input":{"grade":"b"},"expected":2}'), []));
  it('are named when they do not', () => assert.deepEqual(findings('{"id":"hạng a","decision":"d","input":{"grade":"a"},"expected":2}', '{"decision":"d","input":{},"expected":1}'), ['example-failed hạng a', 'example-failed line 2']));
  it('may expect that there is no answer', () => assert.deepEqual(findings('{"decision":"d","input":{"grade":"z"},"expected":null}'), []));
  it('are told where they cannot be read', () => assert.deepEqual(findings('{', '{"decision":"d","service":"s","input":{},"expected":1}', '{"decision":"d","input":{}}'), ['example-unreadable line 1', 'example-unreadable line 2', 'example-unreadable line 3']));

  it('end together, however many there are and whatever each costs', () => {
    const slow = model('<inputData id="g" name="grade"/><decision id="d" name="D"><variable name="D"/><literalExpression><text>count(for i in 1..2000 return i)</text></literalExpression></decision>');
    const lines = Array.from({ length: 2_000 }, () => '{"decision":"d","input":{},"expected":2000}');
    assert.deepEqual(checkExamples(slow, lines.slice(0, 10).join('\n')), []);
    const told = checkExamples(slow, lines.join('\n'));
    assert.equal(told.length, 1);
    assert.match(told[0]?.text.en ?? '', /used up; those after it have not been tried/);
  });
});
