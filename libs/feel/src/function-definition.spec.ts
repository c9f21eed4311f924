import { clean, codes, complains, holds, run } from './spec-evaluation.js';

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
  ['(1)(2)', 'WRONG_KIND'],
  ['function(a) a', 'NOT_DATA'],
  ['{f: function(n) f(n + 1), r: f(1)}.r', 'TOO_LARGE'],
  ['(function(f) f(f))(function(f) f(f))', 'TOO_LARGE'],
  ['{f: function(n) [f(n), f(n)], r: f(1)}.r', 'TOO_LARGE'],
  ['{f: function(n, m) sort([1, 2], f), r: f(1, 2)}.r', 'TOO_LARGE'],
]);

describe('functions', () => {
  it('within many loops count each of them as a level', () => {
    const loops = Array.from({ length: 20 }, (_, i) => `v${i} in [1]`).join(', ');
    expect(codes(`{f: function(n) for ${loops} return f(1), r: count(f(1))}.r`)).toEqual(['TOO_LARGE']);
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
