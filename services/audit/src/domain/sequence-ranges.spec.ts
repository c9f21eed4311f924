import { gapsIn, withSeen } from './sequence-ranges.js';
import type { SequenceRanges } from './sequence-ranges.js';

const seen = (...numbers: readonly number[]): SequenceRanges => numbers.reduce<SequenceRanges>(withSeen, []);

describe('sequence ranges', () => {
  it('join what touches', () => expect(seen(1, 2, 3, 5, 4)).toEqual([[1, 5]]));
  it('show what is missing, from the first number on', () => expect(gapsIn(seen(2, 3, 7))).toEqual([[1, 1], [4, 6]]));
  it('ignore a repeat', () => expect(seen(1, 2, 2, 1)).toEqual([[1, 2]]));
  it('see no gap in nothing and none behind the highest', () => expect([gapsIn(seen()), gapsIn(seen(1, 2))]).toEqual([[], []]));

  it('agree with a plain set in every order of eight numbers', () => {
    const orders = (rest: readonly number[]): readonly (readonly number[])[] =>
      rest.length === 0 ? [[]] : rest.flatMap((n) => orders(rest.filter((m) => m !== n)).map((tail) => [n, ...tail]));
    for (const order of orders([1, 2, 4, 5, 6, 9, 11])) expect(seen(...order)).toEqual([[1, 2], [4, 6], [9, 9], [11, 11]]);
  });
});
