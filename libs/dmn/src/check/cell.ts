import {
  begun, compileUnaryTests, kindOf, rootScope, shapeOfUnaryTests, withName,
  type CompileOptions, type Finding, type Kind, type UnaryTests, type Value,
} from '@lienthong/feel';

/** A cell, or a column's allowed values: what it names, and what it says of a value. */
export type Cell =
  | Readonly<{ kind: 'any'; needs: readonly string[] }>
  | Readonly<{ kind: 'tests'; constants: readonly Value[]; admits(value: Value): boolean; needs: readonly string[] }>
  /** Depends on other values than its own column's, or computes with it. */
  | Readonly<{ kind: 'general'; constants: readonly Value[]; needs: readonly string[] }>
  | Readonly<{ kind: 'refused'; finding: Finding }>;

/** What the kind of a cell's constants can be ordered or listed by; anything else makes it general. */
const COMPARABLE: readonly Kind[] = [
  'null', 'boolean', 'string', 'number', 'date', 'time', 'date and time', 'days and time duration', 'years and months duration',
];
/** One test of constants against one value. */
const STEPS = 10_000;

export function readCell(source: string, names: readonly string[], options: CompileOptions): Cell {
  const text = source.trim();
  // DMN: an empty entry is irrelevant.
  if (text === '') return { kind: 'any', needs: [] };
  const shape = shapeOfUnaryTests(text, names, options);
  if (shape.kind === 'refused') return shape;
  const compiled = compileUnaryTests(text, names, options);
  if (compiled.kind === 'refused') return compiled;
  const needs = compiled.tests.variables;
  if (shape.kind === 'any') return { kind: 'any', needs };
  const constants = shape.tests.flatMap((test) => {
    if (test.kind === 'general') return [];
    if (test.kind !== 'range') return [test.value];
    return [test.range.from, test.range.to].flatMap((end) => (end === null ? [] : [end.value]));
  });
  const isOrderOfTexts = shape.tests.some((test) => test.kind === 'range' && [test.range.from, test.range.to].some((end) => typeof end?.value === 'string'));
  const isGeneral = shape.tests.some(({ kind }) => kind === 'general') || isOrderOfTexts || constants.some((value) => !COMPARABLE.includes(kindOf(value)));
  return isGeneral ? { kind: 'general', constants, needs } : { kind: 'tests', constants, admits: admittedBy(compiled.tests), needs };
}

/** FEEL itself is asked, so that the check means by a cell what the evaluation does. */
const admittedBy =
  (tests: UnaryTests) =>
  (value: Value): boolean => {
    const scope = rootScope({ kind: 'values', find: () => undefined });
    return tests.run(withName(scope, '?', value), begun({ stepBudget: STEPS })) === true;
  };
