import { decodeCursor, encodeCursor, paged, pageLimit } from './paging.js';

const codeOf = (work: () => unknown) => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('pages', () => {
  it('have a bounded size', () => {
    expect([pageLimit(undefined), pageLimit(''), pageLimit('20'), pageLimit(5), pageLimit('5000'), pageLimit(undefined, 10)]).toEqual([50, 50, 20, 5, 200, 10]);
    for (const bad of ['0', '-1', '1.5', 'all', [], {}, '1e999']) expect(codeOf(() => pageLimit(bad))).toBe('BAD_REQUEST');
  });

  it('go on from a cursor, and from nothing else', () => {
    const cursor = encodeCursor(['2026-11-25T10:00:00+07:00', 7, null, 'Đất ở']);
    expect(decodeCursor(cursor, 4)).toEqual(['2026-11-25T10:00:00+07:00', 7, null, 'Đất ở']);
    expect([decodeCursor(undefined, 1), decodeCursor('', 1)]).toEqual([undefined, undefined]);
    for (const bad of [cursor, 'x', 'e30', encodeCursor([{} as never]), 'a'.repeat(2_000)]) expect(codeOf(() => decodeCursor(bad, 1))).toBe('BAD_REQUEST');
  });

  it('are followed by another one only where a row was read beyond them', () => {
    const pageOfTwo = (rows: readonly string[]) => paged(rows, 2, (row) => ({ row }), (row) => [row]);
    expect(pageOfTwo([])).toEqual({ items: [], next: null });
    expect(pageOfTwo(['a', 'b'])).toEqual({ items: [{ row: 'a' }, { row: 'b' }], next: null });
    expect(pageOfTwo(['a', 'b', 'c'])).toEqual({ items: [{ row: 'a' }, { row: 'b' }], next: encodeCursor(['b']) });
  });
});
