import type { StoredEvent } from './event.js';
import { LogTail } from './log-tail.js';

/** A log of so many events, and what was asked of it. */
function logOf(count: number, characters = 1) {
  const asked: string[] = [];
  const log = { count };
  const tail = new LogTail(async (after, limit) => {
    asked.push(`${after} ${limit}`);
    const events = Array.from({ length: Math.max(0, Math.min(limit, log.count - after - 1)) }, (_, index) => ({ logIndex: after + 1 + index }) as StoredEvent);
    return { events, characters: events.length * characters };
  });
  const read = async (after: number, limit = 10): Promise<number[]> => (await tail.read(after, limit)).map(({ logIndex }) => logIndex);
  return { asked, log, tail, read };
}

describe('the tail of the log that is read once', () => {
  it('answers the second reader without asking, also from the middle', async () => {
    const { asked, read } = logOf(3);
    expect([await read(-1), await read(-1), await read(0), await read(1, 1)]).toEqual([[0, 1, 2], [0, 1, 2], [1, 2], [2]]);
    expect(asked).toEqual(['-1 10']);
  });

  it('asks again where it ends, and joins what it gets', async () => {
    const { asked, log, read } = logOf(2);
    expect([await read(-1), await read(1)]).toEqual([[0, 1], []]);
    log.count = 4;
    expect([await read(1), await read(2), await read(0)]).toEqual([[2, 3], [3], [1]]);
    expect(asked).toEqual(['-1 10', '1 10', '1 10']);
  });

  it('asks once for two who want the same at the same moment', async () => {
    const { asked, read } = logOf(2);
    expect(await Promise.all([read(-1), read(-1)])).toEqual([[0, 1], [0, 1]]);
    expect(asked).toEqual(['-1 10']);
  });

  it('does not keep what somebody reads who is far behind', async () => {
    const { asked, read } = logOf(30);
    expect((await read(19)).length).toBe(10);
    await read(-1);
    await read(-1);
    expect(asked).toEqual(['19 10', '-1 10', '-1 10']);
  });

  it('goes on from whoever is ahead', async () => {
    const { asked, read } = logOf(30);
    await read(-1);
    await read(19);
    await read(24);
    expect(asked).toEqual(['-1 10', '19 10']);
  });

  it.each([['too many events', 3_000, 1, 1_500], ['too long ones', 20, 1_000_000, 5]])('lets the oldest go when there are %s', async (_, count, characters, limit) => {
    const { asked, read } = logOf(count, characters);
    await read(-1, limit);
    await read(limit - 1, limit);
    await read(-1, limit);
    expect(asked).toEqual([`-1 ${limit}`, `${limit - 1} ${limit}`, `-1 ${limit}`]);
  });

  it('forgets, also what is on its way', async () => {
    const { asked, tail, read } = logOf(2);
    const before = read(-1);
    tail.forget();
    await before;
    await read(-1);
    tail.forget();
    await read(-1);
    expect(asked).toEqual(['-1 10', '-1 10', '-1 10']);
  });
});
