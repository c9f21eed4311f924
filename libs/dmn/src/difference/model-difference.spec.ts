import assert from 'node:assert/strict';
import { readModelLeniently, type DecisionModel } from '../index.js';
import { differenceOfModels } from './model-difference.js';

type Row = readonly [id: string, test: string, output: string, source?: string];
const ROWS: readonly Row[] = [['small', '&lt;= 100', '20', 'Điều 1'], ['large', '&gt; 100', '50', 'Điều 2']];

function model({ rows = ROWS, policy = 'UNIQUE', name = 'Mức thu', input = 'area', literal = 'fee * 2', more = '' }: Readonly<{ rows?: readonly Row[]; policy?: string; name?: string; input?: string; literal?: string; more?: string }> = {}): DecisionModel {
  const rules = rows.map(([id, test, output, source = '']) => `<rule id="${id}"><inputEntry><text>${test}</text></inputEntry><outputEntry><text>${output}</text></outputEntry><annotationEntry><text>${source}</text></annotationEntry></rule>`).join('');
  const reading = readModelLeniently(`<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
    <inputData id="in" name="${input}"><variable name="${input}" typeRef="number"/></inputData>
    <decision id="fee" name="${name}"><variable name="fee"/><informationRequirement><requiredInput href="#in"/></informationRequirement>
      <decisionTable id="table" hitPolicy="${policy}"><input id="c1" label="Diện tích"><inputExpression typeRef="number"><text>${input}</text></inputExpression></input><output id="o1" label="Phí" typeRef="number"/><annotation name="Căn cứ"/>${rules}</decisionTable></decision>
    <decision id="double" name="Gấp đôi"><variable name="double"/><informationRequirement><requiredDecision href="#fee"/></informationRequirement><literalExpression><text>${literal}</text></literalExpression></decision>${more}</definitions>`);
  return reading.kind === 'read' ? reading.model : assert.fail(JSON.stringify(reading.findings));
}
const told = (before: DecisionModel, after: DecisionModel): readonly string[] => differenceOfModels(before, after).map(({ kind, element, text }) => `${kind} ${element}: ${text.vi}`);

describe('the difference of two versions of tables', () => {
  it('is nothing where nothing is different', () => expect(differenceOfModels(model(), model())).toEqual([]));
  it('names the row and the cell, in both languages', () => {
    expect(differenceOfModels(model(), model({ rows: [['small', '&lt;= 100', '25', 'Điều 1'], ROWS[1] as Row] }))).toEqual([
      { kind: 'changed', element: 'small', text: { vi: '“Mức thu”, dòng 1, Phí: “20” thành “25”', en: '"Mức thu", row 1, Phí: "20" is now "25"' } },
    ]);
  });
  it('tells tests and sources, rows that are new, gone or in another order', () => {
    expect(told(model(), model({ rows: [['small', '&lt; 100', '20', 'Điều 1a'], ROWS[1] as Row] }))).toEqual(['changed small: “Mức thu”, dòng 1, Diện tích: “<= 100” thành “< 100”', 'changed small: “Mức thu”, dòng 1, Căn cứ: “Điều 1” thành “Điều 1a”']);
    expect(told(model(), model({ rows: [...ROWS, ['none', '-', '0']] }))).toEqual(['added none: “Mức thu”, dòng 3 là mới: mọi trường hợp → Phí 0']);
    expect(told(model(), model({ rows: ROWS.slice(1) }))).toEqual(['removed small: “Mức thu”: bỏ dòng 1: Diện tích <= 100 → Phí 20']);
    expect(told(model(), model({ rows: ROWS.toReversed() }))).toEqual(['changed table: “Mức thu”: thứ tự các dòng thay đổi']);
  });
  it('tells how rows are chosen, columns, names, expressions, decisions and inputs', () => {
    expect(told(model(), model({ policy: 'FIRST' }))).toEqual(['changed table: “Mức thu”: cách chọn dòng đổi từ UNIQUE thành FIRST']);
    expect(told(model(), model({ input: 'size' }))).toEqual(['changed in: Dữ liệu đầu vào “area” (number) thành “size” (number)', 'changed table: “Mức thu”: các cột của bảng thay đổi']);
    expect(told(model(), model({ name: 'Lệ phí' }))).toEqual(['changed fee: Quyết định “Mức thu” đổi tên thành “Lệ phí”']);
    expect(told(model(), model({ literal: 'fee * 3' }))).toEqual(['changed double: “Gấp đôi” được tính khác: “fee * 2” thành “fee * 3”']);
    const more = '<decision id="new" name="Mới"><variable name="new"/><literalExpression><text>1</text></literalExpression></decision>';
    expect(told(model(), model({ more }))).toEqual(['added new: Thêm quyết định “Mới”']);
    expect(told(model({ more }), model())).toEqual(['removed new: Bỏ quyết định “Mới”']);
  });
});
