import { accountsIn } from './accounts-in.js';

const text = (word: string) => ({ vi: word, en: word });

describe('the accounts in what an event sealed', () => {
  it('are found wherever they stand, in their order', () => {
    const data = { dueAt: 'x', derivation: [{ step: 'counted', text: text('one'), arithmetic: '1 + 1', source: text('law') }], clock: { lines: [{ step: 'skipped', text: text('two') }] } };
    expect(accountsIn({ data })).toEqual([{ text: text('one'), arithmetic: '1 + 1', source: text('law') }, { text: text('two'), arithmetic: '', source: text('') }]);
  });

  it('of earlier releases are read too', () => {
    expect(accountsIn({ lines: [{ step: 'pit', label: text('tax'), formula: '2 × 3', amount: 6, source: text('law') }] })).toEqual([{ text: text('tax'), arithmetic: '2 × 3', source: text('law') }]);
  });

  it('are none where nothing has their shape', () => expect(accountsIn({ reason: text('why'), step: 'a', list: [null, 1, 'x', { step: 1, text: text('no') }] })).toEqual([]));

  it('are looked for within limits', () => {
    const deep = Array.from({ length: 50 }).reduce<object>((inner) => ({ inner }), { step: 's', text: text('deep') });
    expect(accountsIn(deep)).toEqual([]);
    expect(accountsIn(Array.from({ length: 600 }, () => ({ step: 's', text: text('a') })))).toHaveLength(500);
  });
});
