import { compileExpression, compileUnaryTests, evaluate, evaluateUnaryTests, type Json } from './index.js';
import { generator, sequence } from './spec-generator.js';

const TOKENS = ['1', '0.5', '1e9', '-', '+', '*', '/', '**', '(', ')', '[', ']', '{', '}', ':', ',', '.', '..', '"a"', '"(a+)+b"', '"', '@"P1D"', '@"2026-01-01"', 'if ', ' then ', ' else ', 'for ', ' in ', ' return ', 'some ', 'every ', ' satisfies ', 'function', ' instance of ', 'list<', '>', '<', '<=', '=', '!=', ' and ', ' or ', 'not', ' between ', 'null', 'x', 'y', 'l', 'c', 'item', 'partial', 'sort', 'matches', 'replace', 'count', 'date', 'date and time', '?', '`', '\\', '/*', '*/', '//', '\n', ' ', 'é', 'e\u0301', 'tờ-thửa', '🐎', '\ud83d', '\u0000', 'range', 'external', 'get or else', 'for v in l return ', 'for i in 1..1000000 return ', '.c'];
const CONTEXT: Readonly<Record<string, Json>> = { x: 5, y: `${'a'.repeat(200)}!`, l: Array.from({ length: 60 }, (_, i) => i), c: { x: 1, c: { c: [1, null] } }, 'tờ-thửa': 1 };
const BUDGET = 5_000;

/** Whatever it is, it is compiled or refused, and what it gives can be written. What a test may cost is bounded by the steps it is given. */
function survive(source: string): boolean {
  let isCompiled = false;
  for (const isLenient of [false, true]) {
    const compiled = compileExpression(source, ['x', 'tờ-thửa'], { isLenient });
    if (compiled.kind === 'compiled') {
      const { value, problems } = evaluate(compiled.expression, CONTEXT, { stepBudget: BUDGET, output: 'tagged' });
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
      expect(problems.length).toBeLessThanOrEqual(20);
      isCompiled ||= !isLenient;
    }
    const tests = compileUnaryTests(source, ['x', 'tờ-thửa'], { isLenient });
    if (tests.kind === 'compiled') expect([true, false, null]).toContain(evaluateUnaryTests(tests.tests, 3, (name) => CONTEXT[name], { stepBudget: BUDGET }).value);
  }
  return isCompiled;
}

describe('sources that nobody would write', () => {
  it('of random tokens, short and long', () => {
    const next = sequence(20_261_126);
    for (let round = 0; round < 2_000; round += 1) {
      const length = 1 + next(round % 50 === 0 ? 2_000 : 14);
      survive(Array.from({ length }, () => TOKENS[next(TOKENS.length)]).join('').slice(0, 10_000));
    }
  });

  it('that were right until a piece was taken, doubled or put elsewhere', () => {
    const make = generator(20_261_127);
    const kinds = Object.keys(make) as (keyof typeof make)[];
    const next = sequence(20_261_128);
    let compiledCount = 0;
    for (let round = 0; round < 1_500; round += 1) {
      let source = make[kinds[round % kinds.length] ?? 'number'](3);
      for (let change = 0; change <= next(3); change += 1) {
        const [from, length, to] = [next(source.length + 1), next(8), next(source.length + 1)];
        const piece = next(4) === 0 ? (TOKENS[next(TOKENS.length)] ?? '') : source.slice(from, from + length);
        const rest = next(2) === 0 ? source : source.slice(0, from) + source.slice(from + length);
        source = rest.slice(0, to) + piece + rest.slice(to);
      }
      if (survive(source)) compiledCount += 1;
    }
    expect(compiledCount).toBeGreaterThan(200);
  });

  it.each(['date (', '(date ', 'x(', '{x:', '[]', 'x,', 'not ', '?if ', 'for x in ', '"', '/*', '1 between 1 and ', 'x in '])('that repeat %s six thousand characters long', (unit) => {
    survive(unit.repeat(Math.floor(6_000 / unit.length)));
  });

  it('open brackets in text and comments as they like', () => {
    const source = `string length("${'('.repeat(600)}") + 1 /* ${'{'.repeat(600)} */ // ${'('.repeat(600)}`;
    const compiled = compileExpression(source);
    expect(compiled.kind === 'compiled' && evaluate(compiled.expression, {}).value).toBe(601);
    const ranges = Array.from({ length: 120 }, (_, i) => `(${i} in (${i}..${i + 2}[)`).join(' or ');
    expect(compileExpression(`1 in [0..1[ or ${ranges}`).kind).toBe('compiled');
  });
});

describe('patterns that nobody would write', () => {
  const PIECES = ['a', '.', '(', ')', '(a+)+', '(a|a)*', '(.*)*', '[a-z]', '[^', ']', '{2,9}', '{1000}', '+', '*', '?', '|', '^', '$', '\\d', '\\p{L}', '\\', '\\1', '\\2', '-[', ' ', 'đ'];
  it('end within their steps', () => {
    const next = sequence(20_261_129);
    const compiled = compileExpression('[matches(y, p), replace(y, p, "$1x"), split(y, p)]');
    if (compiled.kind === 'refused') throw new Error(compiled.finding.text.en);
    for (let round = 0; round < 3_000; round += 1) {
      const p = Array.from({ length: 1 + next(12) }, () => PIECES[next(PIECES.length)]).join('');
      const { problems } = evaluate(compiled.expression, { ...CONTEXT, p }, { stepBudget: BUDGET });
      for (const { code } of problems) expect(['PATTERN', 'BUDGET_SPENT', 'TOO_LARGE', 'WRONG_KIND']).toContain(code);
    }
  });
});
