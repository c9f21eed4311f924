import { limitOfTerms } from './limit-terms.js';

const days = (amount: number) => ({ unit: 'working-days', amount }) as const;

describe('what a procedure says of its limit', () => {
  it('has a limit of its own for the channels that have one', () => {
    const terms = { limit: 'P10D', days: 'working', online: 'P7D' } as const;
    expect(limitOfTerms(terms, 'online')).toEqual({ kind: 'limit', limit: days(7) });
    expect(limitOfTerms(terms, 'counter')).toEqual({ kind: 'limit', limit: days(10) });
    expect(limitOfTerms(terms, null)).toEqual({ kind: 'limit', limit: days(10) });
  });
  it('counts running days where it says so', () =>
    expect(limitOfTerms({ limit: 'P30D', days: 'calendar', rollForward: 'none' }, 'counter')).toEqual({
      kind: 'limit', limit: { unit: 'calendar-days', amount: 30 }, rules: { cutOff: null, rollForward: 'none' },
    }));
  it('keeps what the law says of a same-day limit beside what the procedure says', () => {
    expect(limitOfTerms({ limit: 'P0D', days: 'working' }, 'counter')).toEqual({ kind: 'limit', limit: { unit: 'same-day', amount: 0 } });
    expect(limitOfTerms({ limit: 'P0D', days: 'working', cutOff: '10:30' }, 'counter')).toMatchObject({ rules: { cutOff: '10:30', rollForward: 'next-working-day' } });
    expect(limitOfTerms({ limit: 'P0D', days: 'working', rollForward: 'none' }, 'counter')).toMatchObject({ rules: { cutOff: '15:00' } });
  });
  it('refuses what it cannot read', () => {
    for (const wrong of [{ limit: '10' }, { online: 'P0' }, { cutOff: '25:00' }, { cutOff: '3pm' }])
      expect(limitOfTerms({ limit: 'P10D', days: 'working', ...wrong }, 'online')).toMatchObject({ kind: 'refused', rejection: { code: 'NOT_A_LIMIT' } });
  });
});
