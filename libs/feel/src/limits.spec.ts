import { compileExpression, compileUnaryTests, evaluate } from './index.js';
import { sequence } from './spec-generator.js';
import { clean, codes, run } from './spec-evaluation.js';

describe('an expression that grows without end', () => {
  it.each([
    ['for i in 1..1000000 return i', 'BUDGET_SPENT'],
    ['for i in 1..1000, j in 1..1000 return i', 'BUDGET_SPENT'],
    ['for i in 1..50 return [partial[-1], partial[-1]]', 'BUDGET_SPENT'],
    ['for i in 1..5000 return [partial]', 'BUDGET_SPENT'],
    ['for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]', 'TOO_LARGE'],
    ['for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])', 'BUDGET_SPENT'],
    ['for i in 1..1000 return if i = 1 then 9.9 else partial[-1] * partial[-1]', 'NO_RESULT'],
    ['for i in 1..300 return if i = 1 then [1] else [partial[-1]]', 'TOO_LARGE'],
    ['string(for i in 1..300 return if i = 1 then [1] else [partial[-1]])', 'TOO_LARGE'],
    ['flatten(for i in 1..300 return if i = 1 then [1] else [partial[-1]])', 'TOO_LARGE'],
    ['string join(for i in 1..2000 return "0123456789012345678901234567890123456789012345678901234567890123456789", "")', 'TOO_LARGE'],
    ['every i in 1..100000000 satisfies true', 'BUDGET_SPENT'],
    ['count((for i in 1..2000 return i)[item in (for j in 1..2000 return j)])', 'BUDGET_SPENT'],
    ['distinct values(for i in 1..2000 return i)', 'BUDGET_SPENT'],
  ])('%s ends with %s', (source, code) => {
    const compiled = compileExpression(source);
    if (compiled.kind === 'refused') expect(compiled.finding.code).toBe(code);
    else expect(evaluate(compiled.expression, {}).problems[0]?.code).toBe(code);
  });

  it('does so with a larger budget, too', () => {
    const { problems } = run('for i in 1..200000 return i', {}, { stepBudget: 10_000_000 });
    expect(problems.map(({ code }) => code)).toEqual(['TOO_LARGE']);
  });

  it('keeps no more problems than a person reads', () => expect(codes('for i in 1..1000 return missing').length).toBe(20));

  it.each([
    ['a numeral of many digits', 'number(text)'],
    ['a range of many letters', 'range(text)'],
    ['texts that differ at their end', 'text + "x" = text + "y"'],
    ['texts in order', 'text + "x" < text + "y"'],
    ['a long key', 'get value({}, text)'],
    ['a long key put', 'context put({}, text, 1)'],
    ['a long text looked for', 'contains(text, text + "x")'],
    ['a long pattern in a text', 'contains(text, half + "8" + half)'],
    ['a zone that is not there', 'date and time("2026-01-01T00:00:00@Etc/X" + string(i))'],
    ['a zone by itself', 'date and time(2026, 1, 1, 0, 0, 0, "Etc/X" + string(i))'],
    ['a power of a large exponent', '1.0000001 ** 999999999'],
    ['a power that is a series', '1.1 ** 12345.678'],
    ['a logarithm', 'log(1.2345)'],
    ['a deviation', 'stddev(list)'],
  ])('pays for %s by what it costs', (_what, source) => {
    const text = '9'.repeat(90_000);
    const { problems } = run(`count(for i in 1..2000 return ${source})`, { text, half: text.slice(0, 40_000), list: Array.from({ length: 15 }, (_, i) => i / 7) });
    expect(problems.at(-1)?.code).toBe('BUDGET_SPENT');
  });

  it('never gives a result once the budget is spent, whoever asked', () => {
    expect(run('is defined(for i in 1..1000000 return i)')).toMatchObject({ value: null, problems: [{ code: 'BUDGET_SPENT' }] });
    expect(run('get or else(for i in 1..1000000 return i, 1)')).toMatchObject({ value: null, problems: [{ code: 'BUDGET_SPENT' }] });
    expect(run('[][(for i in 1..1000000 return i) = 1]')).toMatchObject({ value: null, problems: [{ code: 'BUDGET_SPENT' }] });
  });
});

describe('a source that is long', () => {
  it.each([
    ['a sum', Array.from({ length: 1_000 }, () => '1').join('+'), 1_000],
    ['a row of and', Array.from({ length: 300 }, () => 'true').join(' and '), true],
    ['a path', `x${'.a'.repeat(1_000)}`, null],
    ['a row of or in a test', `1 in [2] ${'or true '.repeat(250)}`, true],
  ] as const)('%s is one loop', (_name, source, value) => expect(clean(source, { x: { a: null } })).toBe(value));

  it.each([
    ['brackets', `${'['.repeat(4_000)}${']'.repeat(4_000)}`],
    ['parentheses', `${'('.repeat(4_000)}1${')'.repeat(4_000)}`],
    ['powers', `2${'**2'.repeat(3_000)}`],
    ['minus', `${'- '.repeat(4_000)}x`],
    ['comparisons', `1${'=1'.repeat(4_000)}`],
    ['filters', `x${'[1]'.repeat(3_000)}`],
    ['calls', `x${'(1)'.repeat(3_000)}`],
    ['ifs', `${'if a then b else '.repeat(500)}c`],
    ['functions', `${'function(x) '.repeat(800)}x`],
    ['contexts', `${'{a:'.repeat(3_000)}1${'}'.repeat(3_000)}`],
    ['opened only', '('.repeat(9_999)],
    ['types', `x instance of ${'list<'.repeat(1_500)}number${'>'.repeat(1_500)}`],
    ['quotes', '"'.repeat(9_999)],
    ['names', 'a '.repeat(4_999)],
    ['operators in names', `${'a-'.repeat(4_999)}a`],
  ])('%s are compiled or refused at once', (_name, source) => {
    for (const compile of [compileExpression, compileUnaryTests]) {
      const compiled = compile(source, ['a-a', 'a a a']);
      expect(['compiled', 'refused']).toContain(compiled.kind);
    }
  });
});

describe('any text and any data', () => {
  const PIECES = ['a', 'b c', '1', '0.5', '-3', '"x"', '"[a-z]+"', 'null', 'true', '@"2026-01-01"', '@"PT5H"', '@"P1Y"', '[1..3]', '[1, null, "a"]', '{k: 1}', 'function(x, y) x'];
  const NAMES = ['substring', 'matches', 'replace', 'split', 'string join', 'number', 'string', 'list replace', 'sublist', 'insert before', 'remove', 'concatenate', 'union', 'distinct values', 'flatten', 'sort', 'mode', 'median', 'stddev', 'sum', 'max', 'all', 'round up', 'decimal', 'modulo', 'sqrt', 'log', 'exp', 'date', 'time', 'date and time', 'duration', 'years and months duration', 'week of year', 'before', 'overlaps', 'includes', 'finishes', 'range', 'context put', 'context merge', 'context', 'get entries', 'get value', 'is', 'partition', 'extract', 'index of', 'product', 'get or else', 'is defined', 'assert'];
  const FORMS = [' + ', ' - ', ' * ', ' / ', ' ** ', ' = ', ' < ', ' and ', ' in ', ' or ', ' != '];

  it('evaluates to something, without an exception', () => {
    const next = sequence(20_261_123);
    const make = (depth: number): string => {
      const piece = PIECES[next(PIECES.length)] ?? '1';
      if (depth === 0) return piece;
      switch (next(6)) {
        case 0:
          return `(${make(depth - 1)}${FORMS[next(FORMS.length)]}${make(depth - 1)})`;
        case 1:
          return `(for x in ${make(depth - 1)} return ${make(depth - 1)})`;
        case 2:
          return `(${make(depth - 1)})[${make(depth - 1)}]`;
        case 3:
          return piece;
        default:
          return `${NAMES[next(NAMES.length)]}(${Array.from({ length: 1 + next(3) }, () => make(depth - 1)).join(', ')})`;
      }
    };
    let compiledCount = 0;
    for (let round = 0; round < 4_000; round += 1) {
      const compiled = compileExpression(make(3));
      if (compiled.kind === 'refused') continue;
      compiledCount += 1;
      const { value } = evaluate(compiled.expression, { a: [1, 'x', { b: null }], 'b c': { a: 0.1 } }, { stepBudget: 5_000 });
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }
    expect(compiledCount).toBeGreaterThan(1_000);
  });
});
