import type { Aggregation, Boxed, BkmSource, DecisionModel, DecisionSource, DecisionTable, HitPolicy } from '@lienthong/dmn';
import type { Bilingual } from '@lienthong/calendar';

// A decision model as people read it: no XML, hit policies in words, rows with the law that they rest on.

export type ReadableRow = Readonly<{ id: string; index: number; inputs: readonly string[]; outputs: readonly string[]; annotations: readonly string[] }>;
export type ReadableTable = Readonly<{
  kind: 'table'; hitPolicy: HitPolicy; policy: Bilingual; inputs: readonly string[]; outputs: readonly string[]; annotations: readonly string[]; rows: readonly ReadableRow[];
}>;
/** `parts` stands for what is made of others: a context, a list, a function; each part under its name. */
export type ReadableLogic = ReadableTable | Readonly<{ kind: 'expression'; text: string }> | Readonly<{ kind: 'parts'; parts: readonly Readonly<{ name: string; logic: ReadableLogic }>[] }>;
export type ReadableDecision = Readonly<{ id: string; name: Bilingual; kind: 'decision' | 'function'; question: string | null; rests: readonly Bilingual[]; logic: ReadableLogic | null }>;

/** Deeper than anybody writes; a damaged file ends here. */
const MOST_DEPTH = 12;

const POLICIES: Readonly<Record<HitPolicy, Bilingual>> = {
  UNIQUE: { vi: 'Mỗi trường hợp chỉ một dòng áp dụng', en: 'Exactly one row applies to each case' },
  ANY: { vi: 'Nhiều dòng có thể cùng áp dụng, nhưng phải cho cùng một kết quả', en: 'Several rows may apply, but they must give the same result' },
  PRIORITY: { vi: 'Nhiều dòng áp dụng thì lấy kết quả đứng trước trong thứ tự ưu tiên của cột kết quả', en: 'Of several rows, the result that comes first in the order of its column holds' },
  FIRST: { vi: 'Xét từ trên xuống, dòng đầu tiên áp dụng thì dừng', en: 'From top to bottom, the first row that applies holds' },
  'RULE ORDER': { vi: 'Lấy kết quả của mọi dòng áp dụng, theo thứ tự dòng', en: 'The results of all rows that apply, in the order of the rows' },
  'OUTPUT ORDER': { vi: 'Lấy kết quả của mọi dòng áp dụng, theo thứ tự ưu tiên của cột kết quả', en: 'The results of all rows that apply, in the order of the result column' },
  COLLECT: { vi: 'Lấy kết quả của mọi dòng áp dụng', en: 'The results of all rows that apply' },
};
const AGGREGATIONS: Readonly<Record<Aggregation, Bilingual>> = {
  SUM: { vi: 'Cộng kết quả của mọi dòng áp dụng', en: 'The sum of all rows that apply' },
  COUNT: { vi: 'Đếm số dòng áp dụng', en: 'The number of rows that apply' },
  MIN: { vi: 'Lấy kết quả nhỏ nhất trong các dòng áp dụng', en: 'The smallest result of all rows that apply' },
  MAX: { vi: 'Lấy kết quả lớn nhất trong các dòng áp dụng', en: 'The largest result of all rows that apply' },
};

export function readableDecisions({ decisions, bkms, linked }: DecisionModel): readonly ReadableDecision[] {
  const restsOf = (id: string): readonly Bilingual[] => (linked.nodes.get(id)?.requires ?? []).map(({ node }) => nameOf(node.source));
  const decision = (source: DecisionSource): ReadableDecision => ({ id: source.id, name: nameOf(source), kind: 'decision', question: source.question, rests: restsOf(source.id), logic: source.logic === null ? null : logicOf(source.logic, 0) });
  const known = (source: BkmSource): ReadableDecision => ({ id: source.id, name: nameOf(source), kind: 'function', question: null, rests: restsOf(source.id), logic: source.logic === null ? null : logicOf(source.logic, 0) });
  return [...decisions.map(decision), ...bkms.map(known)];
}

export const nameOf = ({ name, nameEn }: Readonly<{ name: string; nameEn: string | null }>): Bilingual => ({ vi: name, en: nameEn ?? name });

function logicOf(boxed: Boxed, depth: number): ReadableLogic {
  if (depth > MOST_DEPTH) return expression('…');
  const below = (each: Boxed | null): ReadableLogic => (each === null ? expression('') : logicOf(each, depth + 1));
  const parts = (named: readonly (readonly [string, Boxed | null])[]): ReadableLogic => ({ kind: 'parts', parts: named.map(([name, each]) => ({ name, logic: below(each) })) });
  switch (boxed.kind) {
    case 'literal':
      return expression(boxed.text);
    case 'table':
      return tableOf(boxed.table);
    case 'context':
      return parts(boxed.entries.map(({ name, value }) => [name ?? '→', value]));
    case 'invocation':
      return parts([['', boxed.callee], ...boxed.bindings.map(({ parameter, value }) => [parameter, value] as const)]);
    case 'list':
      return parts(boxed.items.map((item, place) => [String(place + 1), item]));
    case 'relation':
      return relationOf(boxed);
    case 'function':
      // Parameters are the inputs of the table, or named in the expression.
      return boxed.body?.kind === 'table' ? below(boxed.body) : parts([[`(${boxed.parameters.map(({ name }) => name).join(', ')})`, boxed.body]]);
    case 'conditional':
      return parts([['if', boxed.condition], ['then', boxed.then], ['else', boxed.otherwise]]);
    case 'filter':
      return parts([['list', boxed.list], ['where', boxed.match]]);
    case 'for':
    case 'some':
    case 'every':
      return parts([[`${boxed.kind} ${boxed.variable} in`, boxed.list], [boxed.kind === 'for' ? 'return' : 'satisfies', boxed.body]]);
  }
}

const expression = (text: string): ReadableLogic => ({ kind: 'expression', text });

function tableOf({ hitPolicy, aggregation, inputs, outputs, rules }: DecisionTable): ReadableTable {
  const annotations = [...new Set(rules.flatMap((rule) => Object.keys(rule.annotations)))];
  return {
    kind: 'table', hitPolicy, policy: aggregation === null ? POLICIES[hitPolicy] : AGGREGATIONS[aggregation], annotations,
    inputs: inputs.map(({ label, expression: text }) => label ?? text), outputs: outputs.map(({ label, name }) => label ?? name ?? ''),
    rows: rules.map((rule, place) => ({
      id: rule.id, index: place + 1, inputs: rule.inputEntries.map(({ text }) => text), outputs: rule.outputEntries.map(({ text }) => text), annotations: annotations.map((name) => rule.annotations[name] ?? ''),
    })),
  };
}

function relationOf({ columns, rows }: Extract<Boxed, { kind: 'relation' }>): ReadableLogic {
  const cell = (each: Boxed): string => (each.kind === 'literal' ? each.text : '…');
  return { kind: 'parts', parts: rows.map((row, place) => ({ name: String(place + 1), logic: expression(row.map((each, column) => `${columns[column]?.name ?? ''}: ${cell(each)}`).join('; ')) })) };
}
