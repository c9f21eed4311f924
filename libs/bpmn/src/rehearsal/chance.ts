/** Numbers that look like luck and are the same for the same seed (mulberry32 of T. Ettinger). */
export type Chance = Readonly<{ next: () => number }>;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

export function pick<Item>({ next }: Chance, items: readonly Item[]): Item | undefined {
  return items[Math.floor(next() * items.length)];
}

/** Between `least` and `most`, around `likely`: what is known of a duration when nothing has been measured. */
export type Triangle = Readonly<{ least: number; likely: number; most: number }>;

export function triangular({ next }: Chance, { least, likely, most }: Triangle): number {
  if (most <= least) return least;
  const [share, turn] = [next(), (likely - least) / (most - least)];
  return share < turn ? least + Math.sqrt(share * (most - least) * (likely - least)) : most - Math.sqrt((1 - share) * (most - least) * (most - likely));
}

/** Time until the next arrival where `mean` is usual and nobody waits for another. */
export const exponential = ({ next }: Chance, mean: number): number => -mean * Math.log(1 - next());
