import { compileExpression, isRange, isList, applyFunction, BUILT_INS, equal, type Value } from '@lienthong/feel';
import type { OutputClause } from '../boxed.js';
import type { Environment } from './environment.js';
import { EMPTY_FRAME, NO_SPAN, type Run } from './run.js';

/** The rank of a result: 0 is the highest, what is not listed comes last. */
export type Order = (value: Value, run: Run) => number;

/** The output values in their order, from the highest; null where none are given. Without them those of the column's type count. */
export function orderOf({ values, typeRef }: OutputClause, { findType }: Environment): Order | null {
  const written = values ?? (typeRef === null ? null : (findType(typeRef)?.allowed ?? null));
  if (written === null) return null;
  const compiled = compileExpression(`[${written}]`);
  if (compiled.kind === 'refused') return null;
  const { run: list } = compiled.expression;
  return (value, run) => {
    const { evaluation } = run;
    const since = evaluation.problems.length;
    const ordered = list(EMPTY_FRAME.scope, evaluation);
    const call = { span: NO_SPAN, evaluation };
    const includes = BUILT_INS.get('includes');
    const rank = (isList(ordered) ? ordered : []).findIndex((each) =>
      isRange(each) && includes !== undefined ? applyFunction(includes, [each, value], call) === true : equal(each, value, call) === true);
    evaluation.problems.length = since;
    return rank < 0 ? Number.MAX_SAFE_INTEGER : rank;
  };
}
