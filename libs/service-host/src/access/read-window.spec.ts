import { ReadWindow, SAME_READ_MS } from './read-window.js';

describe('the window of same reads', () => {
  it('covers what was entered less than a minute ago, and nothing else', () => {
    const window = new ReadWindow();
    expect([window.covers('a', 0), window.covers('a', SAME_READ_MS - 1), window.covers('b', SAME_READ_MS - 1)]).toEqual([false, true, false]);
    expect([window.covers('a', SAME_READ_MS), window.covers('a', SAME_READ_MS + 1)]).toEqual([false, true]);
  });

  it('counts from the entry, so that a page left open is entered every minute', () => {
    const window = new ReadWindow();
    const entered = Array.from({ length: 600 }, (_, second) => window.covers('a', second * 1_000)).filter((covered) => !covered);
    expect(entered).toHaveLength(10);
  });

  it('covers nothing by a clock that was set back', () => {
    const window = new ReadWindow();
    window.covers('a', 1_000_000);
    expect(window.covers('a', 1_000)).toBe(false);
  });

  it('forgets what was entered longest ago rather than grow', () => {
    const window = new ReadWindow();
    for (let read = 0; read <= 20_000; read += 1) window.covers(`r${read}`, 0);
    expect([window.covers('r0', 1), window.covers('r20000', 1)]).toEqual([false, true]);
  });
});
