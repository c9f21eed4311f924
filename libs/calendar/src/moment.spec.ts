import { Temporal } from 'temporal-polyfill';
import { readMoment, writeMoment } from './moment.js';

describe('a moment', () => {
  it.each([
    ['2026-11-20T15:30:00+07:00', '2026-11-20T15:30:00+07:00'],
    ['2026-11-20T08:30:59.999999999Z', '2026-11-20T15:30:00+07:00'],
    ['2026-11-20T23:59:60-05:30', '2026-11-21T12:29:00+07:00'],
    ['2024-02-29T17:00:00Z', '2024-03-01T00:00:00+07:00'],
    ['1969-12-31T16:59:00Z', '1969-12-31T23:59:00+07:00'],
  ])('reads %s', (text, local) => {
    expect(writeMoment(readMoment(text, 420) ?? NaN, 420)).toBe(local);
  });
  it('writes offsets west of Greenwich', () => expect(writeMoment(readMoment('2026-11-20T00:00:00Z', -210) ?? NaN, -210)).toBe('2026-11-19T20:30:00-03:30'));
  it.each(['', '2026-11-20', '2026-11-20T15:30:00', '2026-11-20 15:30:00+07:00', '2026-11-20T24:00:00Z', '2026-11-20T15:60:00Z', '2026-11-20T15:30:61Z', '2026-02-29T15:30:00Z',
    '2026-13-01T15:30:00Z', '2026-11-20T15:30:00+7:00', '2026-11-20T15:30:00+24:00', '2026-11-20T15:30+07:00', '2026-11-20T15:30:00+07:00[Asia/Ho_Chi_Minh]'])('does not read "%s"', (text) => {
    expect(readMoment(text, 420)).toBeUndefined();
  });
  it('agrees with Temporal over four centuries', () => {
    for (let days = -73_000; days < 73_000; days += 97) {
      const there = Temporal.PlainDateTime.from('1970-01-01T05:17:00').add({ days }).toZonedDateTime('+07:00');
      const text = there.toString({ smallestUnit: 'second', timeZoneName: 'never' });
      expect(writeMoment(readMoment(there.toInstant().toString(), 420) ?? NaN, 420)).toBe(text);
    }
  });
});
