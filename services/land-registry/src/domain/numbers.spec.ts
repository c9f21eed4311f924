import { certificateNumber, sameCertificate, slipNumber, slipSeries } from './numbers.js';

describe('numbers of the land office', () => {
  it('counts transfer slips anew each year', () => {
    expect(slipSeries('2026-12-31T23:59:59+07:00')).toBe('transfer-slip/2026');
    expect(slipSeries('2027-01-01T00:00:00+07:00')).toBe('transfer-slip/2027');
    expect(slipNumber(17)).toBe('17/PCTT');
  });

  it('goes on with the next letters when eight digits are used up', () => {
    expect(certificateNumber(1)).toBe('AA 00000001');
    expect(certificateNumber(99_999_999)).toBe('AA 99999999');
    expect(certificateNumber(100_000_000)).toBe('AB 00000001');
    expect(certificateNumber(99_999_999 * 22 + 1)).toBe('BA 00000001');
  });

  it('compares certificates as people read them', () => {
    expect(sameCertificate('BX 123456', 'bx123456')).toBe(true);
    expect(sameCertificate('BX 123456', 'BX 123457')).toBe(false);
  });
});
