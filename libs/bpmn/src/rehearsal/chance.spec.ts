import { chanceOf, exponential, spreadOf, triangular } from '../index.js';
import { pick } from './chance.js';

const drawn = <Item>(count: number, draw: () => Item): readonly Item[] => Array.from({ length: count }, draw);

describe('chance', () => {
  it('is the same for the same seed', () => {
    const [one, same, other] = [1, 1, 2].map((seed) => drawn(5, chanceOf(seed).next));
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  it('spreads evenly', () => {
    const { next } = chanceOf(7);
    const numbers = drawn(10_000, next);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    const tenths = Array.from({ length: 10 }, (_, tenth) => numbers.filter((number) => Math.floor(number * 10) === tenth).length);
    expect(tenths.every((count) => count > 900 && count < 1_100)).toBe(true);
  });

  it('draws durations around what is likely, and never outside', () => {
    const chance = chanceOf(3);
    const spread = spreadOf(drawn(5_000, () => triangular(chance, { least: 10, likely: 20, most: 60 })));
    expect(spread !== null && spread.p50 > 24 && spread.p50 < 30 && spread.max <= 60).toBe(true);
    expect(triangular(chance, { least: 5, likely: 5, most: 5 })).toBe(5);
  });

  it('draws arrivals with their mean, and picks from what there is', () => {
    const chance = chanceOf(4);
    const mean = drawn(10_000, () => exponential(chance, 30)).reduce((sum, gap) => sum + gap, 0) / 10_000;
    expect(mean > 28 && mean < 32).toBe(true);
    expect(new Set(drawn(100, () => pick(chance, ['a', 'b'])))).toEqual(new Set(['a', 'b']));
    expect(pick(chance, [])).toBeUndefined();
  });
});
