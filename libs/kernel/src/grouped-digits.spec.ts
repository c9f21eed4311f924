import { groupedDigits } from './grouped-digits.js';

describe('digits as people write them', () => {
  it.each([['1200000.5', '1.200.000,5', '1,200,000.5'], ['-999', '-999', '-999'], ['1000', '1.000', '1,000'], ['1e21', '1e21', '1e21']])('%s', (digits, vi, en) => {
    expect([groupedDigits(digits, 'vi'), groupedDigits(digits, 'en')]).toEqual([vi, en]);
  });
});
