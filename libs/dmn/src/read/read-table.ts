import type { Aggregation, DecisionTable, HitPolicy, OutputClause, TableCell, TableRule } from '../boxed.js';
import type { XmlElement } from '../xml/xml-document.js';
import { childOf, childrenOf, finding, nameIn, textOf, wordingOf, type Reading } from './reading.js';
import { typeRefOf } from './type-name.js';

const HIT_POLICIES: readonly HitPolicy[] = ['UNIQUE', 'ANY', 'PRIORITY', 'FIRST', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'];
const AGGREGATIONS: readonly Aggregation[] = ['SUM', 'COUNT', 'MIN', 'MAX'];

/** The orientation is a matter of drawing and left out. */
export function readTable(element: XmlElement, id: string, reading: Reading): DecisionTable {
  const inputs = childrenOf(element, 'input', reading).map((input, i) => {
    const expression = childOf(input, 'inputExpression', reading);
    return {
      id: input.attributes['id'] ?? `${id}/input-${i + 1}`,
      label: input.attributes['label'] ?? null,
      expression: textOf(expression, 'text', reading) ?? '',
      typeRef: typeRefOf(expression, reading),
      values: wordingOf(input, 'inputValues', reading),
    };
  });
  const outputs = childrenOf(element, 'output', reading).map((output, i) => readOutput(output, `${id}/output-${i + 1}`, reading));
  if (outputs.length === 0) finding(reading, id, 'table-without-output', 'Bảng không có cột kết quả', 'Expected at least one output, but the table has none');
  for (const { id: output, name } of outputs.length > 1 ? outputs : [])
    if (name === null) finding(reading, output, 'output-without-name', 'Bảng nhiều kết quả thì mỗi cột kết quả phải có tên', 'Expected a name for each of several outputs, but this one has none');
  const columns = childrenOf(element, 'annotation', reading).map((column) => nameIn(column));
  const rules = childrenOf(element, 'rule', reading).map((rule, i) => readRule(rule, `${id}/rule-${i + 1}`, i, { inputs, outputs, columns }, reading));
  return { id, ...policyOf(element, id, reading), inputs, outputs, rules };
}

function policyOf(element: XmlElement, id: string, reading: Reading): Pick<DecisionTable, 'hitPolicy' | 'aggregation'> {
  const written = element.attributes['hitPolicy'] ?? 'UNIQUE';
  const hitPolicy = HIT_POLICIES.find((each) => each === written);
  if (hitPolicy === undefined) finding(reading, id, 'hit-policy-unknown', `Không có quy tắc khớp “${written}”`, `There is no hit policy "${written}"`);
  const aggregator = element.attributes['aggregation'];
  const aggregation = AGGREGATIONS.find((each) => each === aggregator) ?? null;
  if (aggregator !== undefined && aggregation === null) finding(reading, id, 'aggregation-unknown', `Không có phép gộp “${aggregator}”`, `There is no aggregation "${aggregator}"`);
  return { hitPolicy: hitPolicy ?? 'UNIQUE', aggregation: hitPolicy === 'COLLECT' ? aggregation : null };
}

function readOutput(element: XmlElement, owner: string, reading: Reading): OutputClause {
  const name = nameIn(element);
  return {
    id: element.attributes['id'] ?? owner,
    name: name === '' ? null : name,
    label: element.attributes['label'] ?? null,
    typeRef: typeRefOf(element, reading),
    values: wordingOf(element, 'outputValues', reading),
    defaultEntry: wordingOf(element, 'defaultOutputEntry', reading),
  };
}

type Columns = Readonly<{ inputs: readonly Readonly<{ id: string }>[]; outputs: readonly Readonly<{ id: string }>[]; columns: readonly string[] }>;

function readRule(element: XmlElement, owner: string, index: number, { inputs, outputs, columns }: Columns, reading: Reading): TableRule {
  const id = element.attributes['id'] ?? owner;
  const cells = (name: string, clauses: readonly Readonly<{ id: string }>[]): readonly TableCell[] => {
    const written = childrenOf(element, name, reading);
    if (written.length !== clauses.length)
      finding(reading, id, 'rule-cells', `Dòng ${index + 1} có ${written.length} ô ${name}, bảng có ${clauses.length} cột`, `Expected rule ${index + 1} to have ${clauses.length} cells (${name}), but it has ${written.length}`);
    return clauses.map((clause, i) => ({ id: written[i]?.attributes['id'] ?? `${id}/${clause.id}`, text: textOf(written[i], 'text', reading) ?? '' }));
  };
  const notes = childrenOf(element, 'annotationEntry', reading).map((entry, i) => [columns[i] || `${i + 1}`, textOf(entry, 'text', reading) ?? ''] as const);
  const description = textOf(element, 'description', reading);
  return {
    id,
    inputEntries: cells('inputEntry', inputs),
    outputEntries: cells('outputEntry', outputs),
    annotations: Object.fromEntries([...(description === null || description === '' ? [] : [['description', description] as const]), ...notes]),
  };
}
