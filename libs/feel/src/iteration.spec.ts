import { clean, codes, complains, holds, refusal } from './spec-evaluation.js';

holds('for (DMN 1.5, 10.3.2.14)', [
  ['for i in [1, 2, 3] return i * i', [1, 4, 9]],
  ['for i in [1, 2], j in [10, 20] return i + j', [11, 21, 12, 22]],
  ['for i in [[1, 2], [3]], j in i return j', [1, 2, 3]],
  ['for i in 0..4 return if i = 0 then 1 else i * partial[-1]', [1, 1, 2, 6, 24]],
  ['for i in 3..1 return i', [3, 2, 1]],
  ['for i in -1..1 return i', [-1, 0, 1]],
  ['for i in [1..4) return i', [1, 2, 3]],
  ['for i in (1..4] return i', [2, 3, 4]],
  ['for d in @"2026-12-30"..@"2027-01-01" return d', ['2026-12-30', '2026-12-31', '2027-01-01']],
  ['for i in 1..count(list) return list[i].a', [1, 2], { list: [{ a: 1 }, { a: 2 }] }],
  ['for i in [] return i', []],
  ['for i in "a" return i', ['a']],
  ['for x in [1, 2] return for y in [3] return x * y', [[3], [6]]],
  ['for tên tờ in ["a"] return tên tờ', ['a']],
]);

holds('some and every', [
  ['some x in [1, 2, 3] satisfies x > 2', true],
  ['some x in [1, 2] satisfies x > 2', false],
  ['some x in [] satisfies x', false],
  ['some x in [1, 2], y in [2, 3] satisfies x = y', true],
  ['every x in [1, 2] satisfies x > 0', true],
  ['every x in [] satisfies x', true],
  ['every x in 1..3, y in 1..x satisfies y <= x', true],
  ['some x in [null, true] satisfies x', true],
  ['some x in [null, false] satisfies x', null],
  ['every x in [null, false] satisfies x', false],
  ['every x in [null, true] satisfies x', null],
]);

complains('what cannot be gone over', [
  ['for i in null return i', 'WRONG_KIND'],
  ['for i in 1..1.5 return i', 'WRONG_KIND'],
  ['for i in "a".."b" return i', 'WRONG_KIND'],
  ['for i in @"2026-01-01"..3 return i', 'WRONG_KIND'],
  ['for i in (> 5) return i', 'WRONG_KIND'],
  ['for i in [3..1] return i', 'NO_RESULT'],
  ['for i in [@"2026-01-02"..@"2026-01-01"] return i', 'NO_RESULT'],
  ['some x in [1] satisfies x', 'WRONG_KIND'],
  ['for i in 1..10 ** 30 return i', 'BUDGET_SPENT'],
  ['every i in 1..10 ** 300 satisfies true', 'WRONG_KIND'],
]);

describe('iterations', () => {
  it('define their names for what is inside only', () => {
    expect(codes('(for i in [1] return i)[1] + i')).toEqual(['UNKNOWN_NAME', 'WRONG_KIND']);
    expect(clean('for i in [1] return (for i in [2] return i)[1] + i')).toEqual([3]);
  });

  it('keep each list so far as it was', () => expect(clean('for i in 1..3 return count(partial)')).toEqual([0, 1, 2]));

  it('may have 20 iterators', () => {
    const of = (count: number): string => `for ${Array.from({ length: count }, (_, i) => `v${i} in [1]`).join(', ')} return 1`;
    expect(clean(of(20))).toEqual([1]);
    expect(refusal(of(21))).toBe('TOO_LARGE');
  });
});
