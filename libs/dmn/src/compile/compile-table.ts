import type { Value } from '@lienthong/feel';
import { addFinding } from '../model-finding.js';
import type { DecisionTable, InputClause, OutputClause, TableRule } from '../boxed.js';
import { compileTests, compileText, typed, type Environment, type Test } from './environment.js';
import { asResult, policyOf, ZERO, type Hit } from './hit-policy.js';
import { orderOf } from './output-order.js';
import { fail, type Closure, type Frame, type Place, type Run } from './run.js';

type Input = Readonly<{ expression: string; label: string | null; value: Closure; allowed: Test | null; place: Place }>;
type Output = Readonly<{ name: string; fallback: Closure | null }>;
type Cell = Readonly<{ name: string; value: Closure; allowed: Test | null; place: Place }>;
type Rule = Readonly<{ id: string; index: number; tests: readonly (Test | null)[]; outputs: readonly Cell[]; annotations: TableRule['annotations'] }>;

const within = ({ where }: Place, element: string, vi: string, en: string): Place => ({ element, where: { vi: `${where.vi}, ${vi}`, en: `${where.en}, ${en}` } });

const titleOf = (clause: InputClause | OutputClause): string => clause.label || ('expression' in clause ? clause.expression : (clause.name ?? '')) || clause.id;

/** The place of a cell in words: its row, counted from 1, and the title of its column. */
const cellPlace = (place: Place, id: string, row: number, title: string): Place => within(place, id, `dòng ${row}, cột “${title}”`, `rule ${row}, column "${title}"`);

export function compileTable(table: DecisionTable, outer: Place, environment: Environment): Closure {
  const place = { element: table.id, where: outer.where };
  const inputs = table.inputs.map((clause): Input => {
    const at = within(place, clause.id, `cột “${titleOf(clause)}”`, `column "${titleOf(clause)}"`);
    return { expression: clause.expression, label: clause.label, value: compileText(clause.expression, at, environment), allowed: compileTests(clause.values ?? '', at, environment), place: at };
  });
  const outputs = table.outputs.map((clause): Output => {
    const at = within(place, clause.id, `cột “${titleOf(clause)}”`, `column "${titleOf(clause)}"`);
    return { name: clause.name ?? '', fallback: clause.defaultEntry === null ? null : typedOutput(compileText(clause.defaultEntry, at, environment), clause, at, environment) };
  });
  const allowed = table.outputs.map((clause) => compileTests(clause.values ?? '', within(place, clause.id, `cột “${titleOf(clause)}”`, `column "${titleOf(clause)}"`), environment));
  const rules = table.rules.map((rule, i): Rule => ({
    id: rule.id,
    index: i + 1,
    tests: rule.inputEntries.map(({ id, text }, j) => compileTests(text, cellPlace(place, id, i + 1, titleOf(table.inputs[j] as InputClause)), environment)),
    outputs: rule.outputEntries.map(({ id, text }, j): Cell => {
      const clause = table.outputs[j] as OutputClause;
      const at = cellPlace(place, id, i + 1, titleOf(clause));
      return { name: clause.name ?? '', value: outputCell(text, clause, at, environment), allowed: allowed[j] ?? null, place: at };
    }),
    annotations: rule.annotations,
  }));
  const order = table.outputs.map((clause) => orderOf(clause, environment));
  if (['PRIORITY', 'OUTPUT ORDER'].includes(table.hitPolicy) && order.every((each) => each === null))
    addFinding(environment.findings, place.element, 'output-values-missing', `${place.where.vi}: quy tắc ${table.hitPolicy} cần thứ tự các giá trị kết quả`, `${place.where.en}: expected output values, which ${table.hitPolicy} orders by, but there are none`);
  const policy = policyOf(table, place, order);
  return (frame, run) => {
    const tested = inputsOf(inputs, frame, run);
    const matching = matchingRules(rules, tested, table.hitPolicy === 'FIRST', frame, run);
    const hits = matching.map((rule) => hitOf(rule, frame, run));
    const value = hits.length > 0 ? policy(hits, run) : fallbackOf(table, outputs, frame, run);
    return record(table, inputs, tested, hits, run, value);
  };
}

/** An empty cell of a result is null. */
const outputCell = (text: string, clause: OutputClause, place: Place, environment: Environment): Closure =>
  text === '' || text === '-' ? () => null : typedOutput(compileText(text, place, environment), clause, place, environment);

/** The type of a list as that of its column may mean the list which a table collects; then its items are left as they are. */
function typedOutput(closure: Closure, { typeRef }: OutputClause, place: Place, environment: Environment): Closure {
  const type = typeRef === null ? undefined : environment.findType(typeRef);
  return type?.feel.kind === 'list' || (type?.feel.kind === 'simple' && type.feel.of === 'list') ? closure : typed(closure, typeRef, place, environment);
}

/** An input that is not among the allowed values is null, with an error: only rules that take null match it. */
function inputsOf(inputs: readonly Input[], frame: Frame, run: Run): readonly Value[] {
  return inputs.map(({ value, allowed, place }) => {
    const found = value(frame, run);
    if (found === null || allowed === null || allowed(found, frame, run)) return found;
    return fail(run, place, 'giá trị không thuộc các giá trị cho phép', 'the value is not among the allowed input values');
  });
}

function matchingRules(rules: readonly Rule[], values: readonly Value[], isFirstEnough: boolean, frame: Frame, run: Run): readonly Rule[] {
  const found: Rule[] = [];
  for (const rule of rules) {
    const { tests } = rule;
    let isMatching = true;
    for (let i = 0; isMatching && i < tests.length; i += 1) {
      const test = tests[i];
      if (test !== null && test !== undefined) isMatching = test(values[i] ?? null, frame, run);
    }
    if (!isMatching) continue;
    found.push(rule);
    if (isFirstEnough) return found;
  }
  return found;
}

function hitOf({ id, index, outputs, annotations }: Rule, frame: Frame, run: Run): Hit {
  const values = outputs.map(({ name, value, allowed, place }) => {
    const found = value(frame, run);
    const isAllowed = found === null || allowed === null || allowed(found, frame, run);
    return [name, isAllowed ? found : fail(run, place, 'kết quả không thuộc các giá trị cho phép', 'the result is not among the allowed output values')] as const;
  });
  return { rule: id, index, outputs: values, annotations };
}

/** No rule matched: the default entries, or null; what is counted is then none, what is listed is empty. */
function fallbackOf({ hitPolicy, aggregation }: DecisionTable, outputs: readonly Output[], frame: Frame, run: Run): Value {
  if (outputs.some(({ fallback }) => fallback !== null)) {
    const values = outputs.map(({ name, fallback }) => [name, fallback === null ? null : fallback(frame, run)] as const);
    return asResult(values);
  }
  if (hitPolicy !== 'COLLECT') return null;
  if (aggregation === null) return [];
  return aggregation === 'COUNT' ? ZERO : null;
}

function record(table: DecisionTable, inputs: readonly Input[], values: readonly Value[], matched: readonly Hit[], run: Run, value: Value): Value {
  const { hitPolicy, aggregation } = table;
  run.table = {
    hitPolicy: aggregation === null ? hitPolicy : `${hitPolicy} ${aggregation}`,
    inputs: inputs.map(({ expression, label }, i) => ({ expression, label, value: values[i] ?? null })),
    matched,
  };
  return value;
}
