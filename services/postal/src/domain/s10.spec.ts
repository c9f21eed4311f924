import { specFor } from '@lienthong/testing';
import { itemDecider } from './item.decider.js';
import { s10StockDecider } from './s10-stock.decider.js';
import { readItemCode, writeItemCode } from './s10.js';

describe('S10 item codes', () => {
  it('carry the check digit of the standard (vectors of domain §5.2)', () => {
    expect(writeItemCode('RR', 47_312_482, 'VN')).toBe('RR473124829VN');
    expect(writeItemCode('EE', 12_345_678, 'VN')).toBe('EE123456785VN');
    expect([8, 15].map((serial) => writeItemCode('RR', serial, 'VN'))).toEqual(['RR000000080VN', 'RR000000155VN']);
    expect(readItemCode('EN536199851JP').kind).toBe('item');
  });
  it('are read as people type them', () => expect(readItemCode(' rr 473 124 829 vn')).toEqual({ kind: 'item', itemCode: 'RR473124829VN' }));
  it('refuse every other check digit, and say which it should be', () => {
    for (const digit of '012345678') expect(readItemCode(`RR47312482${digit}VN`)).toMatchObject({ rejection: { code: 'S10_CHECK_DIGIT_WRONG', expected: '9' } });
  });
  it('refuse another shape', () => {
    for (const text of ['', 'RR47312482VN', 'R1473124829VN', 'RR473124829V', 'RR473124829VNX', 'x'.repeat(10_000)]) expect(readItemCode(text)).toMatchObject({ rejection: { code: 'S10_MALFORMED' } });
  });
});

describe('an item code', () => {
  const { given } = specFor(itemDecider);
  const take = (dossierCode: string) => ({ type: 'TakeItemCode', at: '', data: { itemCode: 'RR473124829VN', dossierCode, direction: 'delivery' } }) as const;
  const taken = { type: 'ItemCodeTaken', data: { dossierCode: 'one', direction: 'delivery' } } as const;

  it('belongs to the first order', () => given().when(take('one')).then(taken));
  it('refuses another order', () => given(taken).when(take('two')).thenRejected('ITEM_CODE_TAKEN'));
  it('stays quiet for its own', () => given(taken).when(take('one')).thenNothing());
});

describe('the stock of S10 numbers', () => {
  const { given } = specFor(s10StockDecider);
  const range = { unit: 'H56.B1', indicator: 'RR', country: 'VN', first: 100, last: 199 };
  const add = (changes: Partial<typeof range>) => ({ type: 'AddS10Range', at: '', data: { ...range, ...changes } }) as const;
  const added = { type: 'S10RangeAdded', data: range } as const;
  const level = (remaining: number) => ({ type: 'NoteS10Level', at: '', data: { unit: 'H56.B1', remaining, threshold: 50 } }) as const;
  const low = { type: 'S10StockRanLow', data: level(49).data } as const;

  it('takes ranges that touch but do not overlap', () => {
    given().when(add({})).then(added);
    given(added).when(add({ first: 200, last: 299 })).then({ type: 'S10RangeAdded', data: { ...range, first: 200, last: 299 } });
  });
  it('refuses an overlap, also with another unit, and a range that runs backwards', () => {
    given(added).when(add({ unit: 'H56.B2', first: 199, last: 300 })).thenRejected('RANGE_OVERLAPS');
    given().when(add({ first: 5, last: 4 })).thenRejected('RANGE_BACKWARDS');
    given().when(add({ first: 1, last: 100_000_000 })).thenRejected('RANGE_BACKWARDS');
  });
  it('stays quiet when a range is added again', () => given(added).when(add({})).thenNothing());
  it('raises its alarm once below the threshold, and again only after a new range', () => {
    given(added).when(level(50)).thenNothing();
    given(added).when(level(49)).then(low);
    given(added, low).when(level(48)).thenNothing();
    given(added, low, { type: 'S10RangeAdded', data: { ...range, first: 200, last: 210 } }).when(level(11)).then({ type: 'S10StockRanLow', data: level(11).data });
  });
});
