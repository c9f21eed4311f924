import type { DecisionTrace } from './compile/run.js';
import { linesOfTrace } from './explain-trace.js';

const published = { version: 3, effectiveFrom: '2026-07-01' };
const matched = (annotations: Record<string, string>) => ({ rule: 'r1', index: 2, outputs: { fee: 28_000 }, annotations });
const table = (rows: readonly ReturnType<typeof matched>[], value: DecisionTrace['value'] = 28_000): DecisionTrace => ({
  decision: 'fee', name: 'Lệ phí', value, expression: null, table: { hitPolicy: 'UNIQUE', inputs: [{ expression: 'isWard', value: true }], matched: rows },
});

describe('the account of an evaluation', () => {
  it('is the row that fired, in its own words and with its law', () => {
    expect(linesOfTrace([table([matched({ 'Căn cứ': 'NQ mẫu', 'Diễn giải': 'ở phường', 'Diễn giải (en)': 'in a ward' })])], published)).toEqual([{
      step: 'fee', text: { vi: 'Lệ phí: ở phường → 28.000', en: 'Lệ phí: in a ward → 28,000' }, arithmetic: 'isWard = có', result: 28_000,
      source: { vi: 'NQ mẫu', en: 'NQ mẫu' }, rule: { decision: 'fee', rule: '2', version: 3, effectiveFrom: '2026-07-01' },
    }]);
  });

  it('has the English name of the decision where the model gives one', () => {
    const named = (trace: DecisionTrace) => linesOfTrace([{ ...trace, nameEn: 'Fee' }], published)[0]?.text;
    expect(named(table([matched({ 'Diễn giải': 'ở phường', 'Diễn giải (en)': 'in a ward' })]))).toEqual({ vi: 'Lệ phí: ở phường → 28.000', en: 'Fee: in a ward → 28,000' });
    expect(named(table([], null))).toMatchObject({ en: 'Fee: no row of the table applies, the result is none' });
    expect(named({ decision: 'fee', name: 'Lệ phí', value: 1, expression: '1', table: null })).toEqual({ vi: 'Lệ phí: 1', en: 'Fee: 1' });
  });

  it('says so where no row applies', () => {
    expect(linesOfTrace([table([], null)], published)).toMatchObject([{ text: { vi: 'Lệ phí: không dòng nào của bảng áp dụng, kết quả không có' }, rule: null, result: null }]);
  });

  it('is the expression with its result, numbers as people write them', () => {
    expect(linesOfTrace([{ decision: 'tax', name: 'Thuế', value: 24_000_000, expression: 'base *\n 0.02', table: null }], published)).toMatchObject([{ text: { vi: 'Thuế: 24.000.000' }, arithmetic: 'base * 0.02 = 24.000.000', result: 24_000_000 }]);
  });

  it('calls what was asked by the title of its column, beside the expression', () => {
    const trace = table([matched({})]);
    const labelled = { ...trace, table: { hitPolicy: 'UNIQUE', matched: [], inputs: [{ expression: 'price', label: 'Giá ghi trong hợp đồng', value: 1_240_000 }] } };
    expect(linesOfTrace([labelled], published)[0]?.arithmetic).toBe('Giá ghi trong hợp đồng (price) = 1.240.000');
  });

  it('says that a list is longer than what it writes', () => {
    const value = Array.from({ length: 13 }, (_, index) => index + 1);
    expect(linesOfTrace([{ decision: 'd', name: 'D', value, expression: null, table: null }], published)[0]?.text.vi).toBe('D: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …');
    expect(linesOfTrace([{ decision: 'd', name: 'D', value: value.slice(0, 12), expression: null, table: null }], published)[0]?.text.vi).toBe('D: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12');
  });

  it('writes lists, contexts and dates', () => {
    const value = { units: ['H56.17', 'H56.T7'], from: { '@type': 'date', '@value': '2026-07-01' }, done: false };
    expect(linesOfTrace([{ decision: 'd', name: 'D', value, expression: null, table: null }], published)[0]?.text.vi).toBe('D: units: H56.17, H56.T7; from: 01/07/2026; done: không');
  });
});
