import { overdueGaps, PATIENCE_MS } from './gap-watch.js';

const tax = { service: 'tax', highest: 9, heard: 7, gaps: [{ from: 3, to: 4 }] };

describe('gap watch', () => {
  it('is patient with what is only late', () => {
    const first = overdueGaps([tax], new Map(), 1_000);
    expect(first.overdue.get('tax')).toEqual([]);
    expect(overdueGaps([tax], first.missing, 1_000 + PATIENCE_MS - 1).overdue.get('tax')).toEqual([]);
  });
  it('reports what stays away', () => {
    const first = overdueGaps([tax], new Map(), 1_000);
    expect(overdueGaps([tax], first.missing, 1_000 + PATIENCE_MS).overdue.get('tax')).toEqual([{ from: 3, to: 4 }]);
  });
  it('forgets what came after all', () => {
    const first = overdueGaps([tax], new Map(), 1_000);
    const second = overdueGaps([{ ...tax, gaps: [] }], first.missing, 2_000);
    expect([second.overdue.get('tax'), second.missing.size]).toEqual([[], 0]);
  });
});
