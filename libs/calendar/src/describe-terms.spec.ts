import { describeAllTerms, describeTerms } from './describe-terms.js';

describe('how long a procedure may take, in words', () => {
  it('says from when of the day what is due the same day counts from the next', () => {
    expect(describeTerms({ limit: 'P0D', days: 'working' }, 'counter')).toEqual({ vi: 'trong ngày; tiếp nhận sau 15:00 thì tính từ ngày làm việc kế tiếp', en: 'the same day; what is received after 15:00 counts from the next working day' });
    expect(describeTerms({ limit: 'P0D', days: 'working', cutOff: '16:30' }, null)?.vi).toContain('sau 16:30');
    expect(describeTerms({ limit: 'P10D', days: 'working' }, null)).toEqual({ vi: '10 ngày làm việc', en: '10 working days' });
  });

  it('says of each channel what is its own', () => {
    expect(describeAllTerms({ limit: 'P10D', days: 'working', online: 'P7D', postal: 'PT4H' }).map(({ channel, text }) => [channel, text.en])).toEqual([[null, '10 working days'], ['online', '7 working days'], ['postal', '4 h of working time']]);
    expect(describeAllTerms({ limit: 'never', days: 'working' })).toEqual([]);
  });
});
