import { findFirstAbsent } from './follow-log.js';
import type { LogReading } from './log-reading.js';

const SIZE = 94;

/** A log of which one entry is gone until it was asked so often. */
function missing(entry: number, putBackAfter = Infinity): Readonly<{ reading: LogReading }> {
  let asked = 0;
  const bundle = async (_: string, __: number, width: number): Promise<{ kind: 'read'; value: readonly Buffer[] } | { kind: 'absent' }> => {
    asked += 1;
    return width > SIZE || (width > entry && asked <= putBackAfter) ? { kind: 'absent' } : { kind: 'read', value: [] };
  };
  return { reading: { bundle } as unknown as LogReading };
}

const within = { present: 0, absent: SIZE };

describe('the first entry that a log no longer shows', () => {
  it.each([0, 1, 46, 93])('is found: %d', async (entry) => expect(await findFirstAbsent({ url: 'http://log' }, 0, within, missing(entry))).toBe(entry));

  // An alarm beyond the end would never be mended: a pass mends what it has read.
  it.each([0, 1, 2, 3, 4])('lies within the log, though it is put back after %d questions', async (questions) => {
    expect(await findFirstAbsent({ url: 'http://log' }, 0, within, missing(46, questions))).toBeLessThan(SIZE);
  });

  it('is named by its place in the log, not in its bundle', async () => {
    const { reading } = missing(46);
    expect(await findFirstAbsent({ url: 'http://log' }, 3, within, { reading })).toBe(3 * 256 + 46);
  });
});
