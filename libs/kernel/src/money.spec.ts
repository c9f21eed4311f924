import { dong, isMoney } from './index.js';

describe('money', () => {
  it('rounds half up, exactly', () => {
    expect(dong(101, 5, 1000)).toBe(1);
    expect(dong(100, 5, 1000)).toBe(1);
    expect(dong(99, 5, 1000)).toBe(0);
    expect(dong(9_007_199_254_740_991, 1, 1)).toBe(9_007_199_254_740_991);
  });
  it('knows no fractions, no debts and no unsafe numbers', () => {
    expect([0, 1, 10 ** 12].every(isMoney)).toBe(true);
    expect([-1, 0.5, 2 ** 53, '1', null, NaN].some(isMoney)).toBe(false);
  });
});
