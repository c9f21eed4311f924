import { product, readDecimal, roundedToDong, wholeDecimal } from './decimal.js';

describe('decimals', () => {
  it.each(['', '-1', '1.', '.5', '1e3', '1,5', ' 1', '1.2.3', '9'.repeat(31)])('refuses "%s"', (text) => expect(readDecimal(text)).toBeUndefined());

  it('multiplies exactly where doubles do not', () => {
    expect(1.005 * 1000).not.toBe(1005);
    expect(roundedToDong(product([readDecimal('1.005')!, wholeDecimal(1000)]))).toBe(1005);
  });

  it.each([['0.4', 0], ['0.5', 1], ['1.49999', 1], ['1.5', 2], ['2.5', 3]])('rounds %s đồng to %d', (text, whole) => expect(roundedToDong(readDecimal(text)!)).toBe(whole));

  it('gives no amount that a payload cannot carry exactly', () => {
    expect(roundedToDong(wholeDecimal(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
    expect(roundedToDong({ coefficient: 2n ** 53n, scale: 0 })).toBeUndefined();
  });
});
