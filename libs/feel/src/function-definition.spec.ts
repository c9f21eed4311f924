import { compileExpression, evaluate, type FeelType } from './index.js';
import { clean, codes, complains, holds, refusal, run } from './spec-evaluation.js';

holds('functions', [
  ['(function(a, b) a + b)(1, 2)', 3],
  ['(function(a, b) a - b)(b: 1, a: 2)', 1],
  ['{f: function(a) a * 2, r: f(4)}.r', 8],
  ['{f: function(a) a * 2}.f(4)', 8],
  ['{add: function(n) function(m) n + m, r: add(1)(2)}.r', 3],
  ['{rate: 0.5, fee: function(x) x * rate, r: [1, 2][fee(item) > 0.5]}.r', [2]],
  ['{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(20)}.r', 2_432_902_008_176_640_000],
  ['(function(l: list<number>) count(l))(5)', 1],
  ['(function(n: number) n + 1)([5])', 6],
  ['(function(n: number) n)(null)', null],
  ['(function(d: date and time) d)(@"2026-11-20")', '2026-11-20T00:00:00Z'],
  ['sort(["b", "a"], function(x, y) x < y)', ['a', 'b']],
  ['{apply: function(f, x) f(x), r: apply(abs, -3)}.r', 3],
  ['{apply: function(f, x) f(x), r: apply(f: count, x: [1, 2])}.r', 2],
  ['(function(số tờ) số tờ + 1)(số tờ: 4)', 5],
]);

holds('instance of', [
  ['1 instance of number', true],
  ['"a" instance of number', false],
  ['null instance of number', false],
  ['null instance of Any', false],
  ['null instance of Null', true],
  ['1 instance of Any', true],
  ['true instance of boolean', true],
  ['[1, 2] instance of list<number>', true],
  ['[1, "a"] instance of list<number>', false],
  ['[1] instance of list', true],
  ['{a: 1, b: "x"} instance of context<a: number, b: string>', true],
  ['{a: 1} instance of context<a: number, b: string>', false],
  ['{a: 1} instance of context', true],
  ['[1..2] instance of range<number>', true],
  ['["a".."b"] instance of range<number>', false],
  ['[[1..2]] instance of list<range<number>>', true],
  ['(function(a, b) a) instance of function<number, number> -> number', true],
  ['(function(a) a) instance of function<number, number> -> number', false],
  ['(function(a) a) instance of function', true],
  ['[1, null] instance of list<number>', true],
  ['(function() "x") instance of function<> -> string', true],
  ['(function() 1) instance of function<> -> string', false],
  ['(function() {a: 1, b: "x"}) instance of function<> -> context<a: number>', true],
  ['(function() {a: 1}) instance of function<> -> context<a: number, b: string>', false],
  ['(function() [@"2026-01-01"]) instance of function<> -> list<date>', true],
  ['(function(a: context<x: string>) 1) instance of function<context<x: string, y: string>> -> number', true],
  ['(function(a: context<x: string, y: string>) 1) instance of function<context<x: string>> -> number', false],
  ['(function(a: number) a > 1) instance of function<number> -> string', true],
  ['abs instance of function<number> -> number', true],
  ['@"2026-01-01" instance of date', true],
  ['@"10:00:00" instance of time', true],
  ['@"2026-01-01T10:00:00" instance of date and time', true],
  ['@"P1D" instance of days and time duration', true],
  ['@"P1Y" instance of years and months duration', true],
  ['@"P1Y" instance of days and time duration', false],
  ['list range < 5', true, { 'list range': 4 }],
]);

complains('calls that do not fit', [
  ['(function(a) a)(1, 2)', 'WRONG_KIND'],
  ['(function(a) a)(b: 1)', 'WRONG_KIND'],
  ['(function(a: number) a)("x")', 'WRONG_KIND'],
  ['(function(a: list<number>) a)("x")', 'WRONG_KIND'],
  ['(1)(2)', 'WRONG_KIND'],
  ['null()', 'WRONG_KIND'],
  ['x.f(1)', 'WRONG_KIND', { x: { f: null } }],
  ['function(a) a', 'NOT_DATA'],
  ['{f: function(n) f(n + 1), r: f(1)}.r', 'TOO_LARGE'],
  ['(function(f) f(f))(function(f) f(f))', 'TOO_LARGE'],
  ['{f: function(n) [f(n), f(n)], r: f(1)}.r', 'TOO_LARGE'],
  ['{f: function(n, m) sort([1, 2], f), r: f(1, 2)}.r', 'TOO_LARGE'],
]);

describe('an argument that does not conform', () => {
  it('keeps the function from being called, with a problem', () => {
    const { value, problems } = run('(function(n: number) n = null)("x")');
    expect([value, problems.map(({ code }) => code)]).toEqual([null, ['WRONG_KIND']]);
    expect(clean('(function(n: number) n = null)(null)')).toBe(true);
  });

  it('is not the item of a list of one', () => {
    expect(clean('(function(n: number) n)([5])')).toBe(5);
    expect(run('(function(n: number) n)([[5]])').value).toBeNull();
  });
});

describe('types of a model', () => {
  const person: FeelType = { kind: 'context', entries: { name: { kind: 'simple', of: 'string' }, age: { kind: 'simple', of: 'number' } } };
  const types = (name: string): FeelType | undefined => (name === 'tPerson' || name === 'm.tPerson' ? person : undefined);
  it.each([
    ['{name: "A", age: 1, more: true} instance of tPerson', true],
    ['{name: "A"} instance of tPerson', false],
    ['[{name: "A", age: null}] instance of list<m.tPerson>', true],
    ['(function(p: tPerson) p)({name: "A"}) = null', true],
  ])('%s is %s', (source, expected) => {
    const compiled = compileExpression(source, [], { types });
    expect(compiled.kind === 'compiled' && evaluate(compiled.expression, {}).value).toBe(expected);
  });
  it('are refused when there are none', () => expect(refusal('1 instance of tPerson')).toBe('UNSUPPORTED'));
});

describe('functions', () => {
  it('within many loops count each of them as a level', () => {
    const loops = Array.from({ length: 20 }, (_, i) => `v${i} in [1]`).join(', ');
    expect(codes(`{f: function(n) for ${loops} return f(1), r: count(f(1))}.r`)).toEqual(['TOO_LARGE']);
  });

  it('call themselves some hundred times, as over the items of a list', () => {
    expect(clean('{f: function(n) if n = 0 then 0 else n + f(n - 1), r: f(180)}.r')).toBe(16_290);
    expect(clean('{f: function(l) if count(l) = 0 then 0 else l[1] + f(remove(l, 1)), r: f(for i in 1..100 return i)}.r')).toBe(5_050);
  });

  it('end with a problem even where the caller has left them no stack', () => {
    const deep = '{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(180)}.r';
    const within = (levels: number): string | undefined => {
      const found = run(deep).problems[0]?.code;
      return levels === 0 || found !== undefined ? found : within(levels - 1);
    };
    expect(within(50_000)).toBe('TOO_LARGE');
  });

  it('see the names where they are defined, not those where they are called', () => {
    expect(clean('{x: 1, f: function() x, g: {x: 2, r: f()}}.g.r')).toBe(1);
    expect(clean('{f: function() x, r: (for x in [2] return f())[1]}.r', { x: 1 })).toBe(1);
  });

  it('come out as null, and a problem says so', () => {
    const { value, problems } = run('{a: 1, f: function(x) x}');
    expect([value, problems.map(({ code }) => code)]).toEqual([{ a: 1, f: null }, ['NOT_DATA']]);
  });
});
