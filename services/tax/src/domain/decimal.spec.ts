import { digitsIn } from './decimal.js';

describe('a decimal number of a slip', () => {
  it.each([['120.5', 4], ['0', 1], ['1.00', 3], ['9'.repeat(30), 30]])('%s has its digits', (text, digits) => expect(digitsIn(text)).toBe(digits));
  it.each(['', '.5', '5.', '-1', '1e3', '1,5', ' 1', '9'.repeat(31)])('%j is none', (text) => expect(digitsIn(text)).toBeUndefined());
});
