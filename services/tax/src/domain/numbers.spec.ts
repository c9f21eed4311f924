import { noticeNumber, noticeSeries, readNoticeNumber, receiptNumber } from './numbers.js';

describe('numbers of the tax office', () => {
  it('count notices anew each year', () => {
    expect(noticeSeries('2026-12-31T23:00:00+07:00')).toBe('notice/2026');
    expect(noticeNumber('2026-11-23T09:00:00+07:00', 123)).toBe('TB2026-0000123');
    expect(receiptNumber('TB2026-0000123')).toBe('BL2026-0000123');
  });

  it.each(['TB2026-0000123', 'tb2026-0000123', ' TB 2026 0000123 ', 'TB2026.0000123'])('are read as payers write them: "%s"', (written) => {
    expect(readNoticeNumber(written)).toBe('TB2026-0000123');
  });

  it.each(['', 'TB2026-000012', 'cho con', 'XTB2026-0000123'])('are not guessed from "%s"', (written) => {
    expect(readNoticeNumber(written)).toBe(written.trim());
  });
});
