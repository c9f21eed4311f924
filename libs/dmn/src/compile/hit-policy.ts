import { applyFunction, BUILT_INS, contextOf, equal, fromJson, type Value } from '@lienthong/feel';
import type { Aggregation, DecisionTable } from '../boxed.js';
import type { Order } from './output-order.js';
import { fail, NO_SPAN, reportProblems, type Place, type Run } from './run.js';

/** A rule that matched, with its results by the name of their column. */
export type Hit = Readonly<{ rule: string; index: number; outputs: readonly (readonly [string, Value])[]; annotations: Readonly<Record<string, string>> }>;
type Policy = (hits: readonly Hit[], run: Run) => Value;

export const ZERO: Value = fromJson(0);

/** One result is the value itself, several are a context. */
export const asResult = (outputs: readonly (readonly [string, Value])[]): Value => (outputs.length === 1 ? (outputs[0]?.[1] ?? null) : contextOf(outputs));

const resultOf = ({ outputs }: Hit): Value => asResult(outputs);
const named = (hits: readonly Hit[]): string => hits.slice(0, 10).map(({ index, rule }) => `${index} (${rule})`).join(', ');

/** What becomes of the rules that matched, at least one. */
export function policyOf({ hitPolicy, aggregation, outputs }: DecisionTable, place: Place, order: readonly (Order | null)[]): Policy {
  const violated = (hits: readonly Hit[], run: Run, vi: string, en: string): null =>
    fail(run, place, `${vi}: dòng ${named(hits)}`, `${en}: rules ${named(hits)}`);
  const first: Policy = ([hit]) => (hit === undefined ? null : resultOf(hit));
  const sorted = (hits: readonly Hit[], run: Run): readonly Hit[] => byOutputs(hits, order, run);
  switch (hitPolicy) {
    case 'UNIQUE':
      return (hits, run) => (hits.length > 1 ? violated(hits, run, 'chỉ một dòng được khớp, nhưng khớp nhiều dòng', 'expected one rule to match, but several do') : first(hits, run));
    case 'ANY':
      return (hits, run) => {
        const result = first(hits, run);
        const isSame = hits.every((hit) => equal(resultOf(hit), result, { span: NO_SPAN, evaluation: run.evaluation }) === true);
        return isSame ? result : violated(hits, run, 'các dòng khớp phải cho cùng kết quả, nhưng khác nhau', 'expected the rules that match to have one result, but they differ');
      };
    case 'FIRST':
      return first;
    case 'PRIORITY':
      return (hits, run) => first(sorted(hits, run), run);
    case 'RULE ORDER':
      return (hits) => hits.map(resultOf);
    case 'OUTPUT ORDER':
      return (hits, run) => sorted(hits, run).map(resultOf);
    case 'COLLECT':
      return aggregation === null ? (hits) => hits.map(resultOf) : (hits, run) => aggregated(hits, aggregation, outputs.length, place, run);
  }
}

/** By the first column whose order tells two rules apart; the order of the rules where none does. */
function byOutputs(hits: readonly Hit[], order: readonly (Order | null)[], run: Run): readonly Hit[] {
  const ranked = hits.map((hit) => ({ hit, ranks: order.map((rank, i) => (rank === null ? 0 : rank(hit.outputs[i]?.[1] ?? null, run))) }));
  return ranked
    .toSorted((left, right) => {
      const column = left.ranks.findIndex((rank, i) => rank !== right.ranks[i]);
      return column < 0 ? left.hit.index - right.hit.index : (left.ranks[column] ?? 0) - (right.ranks[column] ?? 0);
    })
    .map(({ hit }) => hit);
}

const FUNCTIONS: Readonly<Record<Aggregation, string>> = { SUM: 'sum', COUNT: 'count', MIN: 'min', MAX: 'max' };

/** Of several columns each is aggregated by itself; rules are counted once. */
function aggregated(hits: readonly Hit[], aggregation: Aggregation, columns: number, place: Place, run: Run): Value {
  if (aggregation === 'COUNT') return fromJson(hits.length);
  const apply = (column: number): Value => {
    const builtIn = BUILT_INS.get(FUNCTIONS[aggregation]);
    const since = run.evaluation.problems.length;
    const values = hits.map(({ outputs }) => outputs[column]?.[1] ?? null);
    const value = builtIn === undefined ? null : applyFunction(builtIn, [values], { span: NO_SPAN, evaluation: run.evaluation });
    reportProblems(run, since, place);
    return value;
  };
  const names = hits[0]?.outputs.map(([name]) => name) ?? [];
  return columns === 1 ? apply(0) : contextOf(names.map((name, column) => [name, apply(column)] as const));
}
