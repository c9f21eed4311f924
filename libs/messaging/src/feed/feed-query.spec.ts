import assert from 'node:assert/strict';
import { readFeedQuery } from './feed-query.js';

describe('a feed’s query', () => {
  it('starts at the beginning and does not wait unless told', () => {
    assert.deepEqual(readFeedQuery({}), { kind: 'query', query: { after: 0, types: [], waitSeconds: 0, limit: 500 } });
  });

  it('takes all its parts', () => {
    assert.deepEqual(readFeedQuery({ after: '12', types: 'lienthong.tax.v1.NoticeIssued,lienthong.tax.v1.ObligationSettled', subject: 'code', wait: '30', limit: '1000' }), {
      kind: 'query', query: { after: 12, types: ['lienthong.tax.v1.NoticeIssued', 'lienthong.tax.v1.ObligationSettled'], subject: 'code', waitSeconds: 30, limit: 1000 },
    });
  });

  it.each([
    ['after', '-1'], ['after', '1.5'], ['after', ['1', '2']], ['after', '9007199254740993'], ['wait', '31'], ['limit', '0'], ['limit', '1001'], ['limit', ''],
    ['types', 'x,'.repeat(51)], ['types', ['x']], ['subject', 'x'.repeat(201)], ['subject', ['x']], ['subject', 'a\0b'],
  ])('refuses %s = %j', (name, value) => {
    const read = readFeedQuery({ [name]: value });
    assert.equal(read.kind, 'rejected');
    assert.match(read.kind === 'rejected' ? read.rejection.because : '', new RegExp(`Expected ${name} to be`));
  });
});
