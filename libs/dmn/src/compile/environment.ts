import { compileExpression, compileUnaryTests, withName, type CompileOptions, type Value } from '@lienthong/feel';
import type { Boxed } from '../boxed.js';
import { addFinding, type ModelFinding } from '../model-finding.js';
import { allowing, conformed, type FindType } from './item-type.js';
import { indexOf, namesIn, occurring, type NameIndex } from './occurring.js';
import { fail, reportProblems, type Closure, type Frame, type Place, type Run } from './run.js';

/** What an expression is compiled against: the names it may use, the fields with special characters, the types. */
export type Environment = Readonly<{ names: NameIndex; fields: NameIndex; findType: FindType; findings: ModelFinding[] }>;

/** How a part of an expression is compiled; a missing one is an error. */
export type CompileChild = (boxed: Boxed | null, place: Place, environment: Environment) => Closure;

export const withNames = (environment: Environment, names: readonly string[]): Environment => ({ ...environment, names: indexOf([...namesIn(environment.names), ...names]) });

const optionsOf = ({ fields, findType }: Environment, text: string, isLenient: boolean): CompileOptions => ({
  fields: occurring(fields, text),
  isLenient,
  types(name) {
    const type = findType(name);
    return type === undefined ? undefined : allowing(type);
  },
});

/** The expression with a place for its errors. What does not compile is null with an error each time, so that the rest of a model can still be used. */
export function compileText(text: string, place: Place, environment: Environment): Closure {
  if (text.trim() === '') {
    addFinding(environment.findings, place.element, 'expression-empty', `${place.where.vi}: biểu thức rỗng`, `${place.where.en}: the expression is empty`);
    return (_frame, run) => fail(run, place, 'biểu thức rỗng', 'the expression is empty');
  }
  const names = occurring(environment.names, text);
  const strict = compileExpression(text, names, optionsOf(environment, text, false));
  if (strict.kind === 'refused') found(strict.finding.text, place, environment);
  const compiled = strict.kind === 'compiled' ? strict : compileExpression(text, names, optionsOf(environment, text, true));
  if (compiled.kind === 'refused') {
    const { vi, en } = compiled.finding.text;
    return (_frame, run) => fail(run, place, vi, en);
  }
  const { run: evaluate } = compiled.expression;
  return (frame, run) => {
    const since = run.evaluation.problems.length;
    const value = evaluate(frame.scope, run.evaluation);
    reportProblems(run, since, place);
    return value;
  };
}

const found = ({ vi, en }: Readonly<{ vi: string; en: string }>, { element, where }: Place, { findings }: Environment): void =>
  addFinding(findings, element, 'expression', `${where.vi}: ${vi}`, `${where.en}: ${en}`);

/** Whether an input passes a cell; false where that cannot be said. */
export type Test = (input: Value, frame: Frame, run: Run) => boolean;

/** Null for a cell that takes everything. */
export function compileTests(text: string, place: Place, environment: Environment): Test | null {
  const written = text.trim();
  if (written === '' || written === '-') return null;
  const names = occurring(environment.names, written);
  const strict = compileUnaryTests(written, names, optionsOf(environment, written, false));
  if (strict.kind === 'refused') found(strict.finding.text, place, environment);
  const compiled = strict.kind === 'compiled' ? strict : compileUnaryTests(written, names, optionsOf(environment, written, true));
  if (compiled.kind === 'refused') {
    const { vi, en } = compiled.finding.text;
    return (_input, _frame, run) => fail(run, place, vi, en) !== null;
  }
  const { run: test } = compiled.tests;
  return (input, frame, run) => {
    const { evaluation } = run;
    const since = evaluation.problems.length;
    const verdict = test(withName(frame.scope, '?', input), evaluation);
    // That nothing can be said of an input that is not there is what a table expects.
    if (input === null && evaluation.stepsLeft >= 0) evaluation.problems.length = since;
    else reportProblems(run, since, place);
    return verdict === true;
  };
}

/** The result of what is typed, brought to its type. */
export function typed(closure: Closure, typeRef: string | null, place: Place, { findType, findings }: Environment): Closure {
  if (typeRef === null || typeRef === 'Any') return closure;
  const type = findType(typeRef);
  if (type === undefined) {
    addFinding(findings, place.element, 'type-unknown', `${place.where.vi}: không có kiểu “${typeRef}”`, `${place.where.en}: there is no type "${typeRef}"`);
    return closure;
  }
  return (frame, run) => conformed(closure(frame, run), type, place, run);
}
