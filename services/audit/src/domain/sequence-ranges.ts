/** Which numbers of a dense sequence (1, 2, 3 …) have been seen, as closed ranges in rising order that do not touch. */
export type SequenceRanges = readonly (readonly [from: number, to: number])[];

/** Adds one number; a number seen before changes nothing. */
export function withSeen(ranges: SequenceRanges, seen: number): SequenceRanges {
  const last = ranges.at(-1);
  // Nearly always the next number of the last range: the cheap way first.
  if (last && last[1] + 1 === seen) return [...ranges.slice(0, -1), [last[0], seen]];
  if (ranges.some(([from, to]) => from <= seen && seen <= to)) return ranges;
  const before = ranges.filter(([, to]) => to < seen - 1);
  const after = ranges.filter(([from]) => from > seen + 1);
  const left = ranges.find(([, to]) => to === seen - 1);
  const right = ranges.find(([from]) => from === seen + 1);
  return [...before, [left?.[0] ?? seen, right?.[1] ?? seen], ...after];
}

/** Numbers missing below the highest one seen, as closed ranges. The sequence starts with 1. */
export function gapsIn(ranges: SequenceRanges): SequenceRanges {
  return ranges.flatMap(([from], index) => {
    const previous = ranges[index - 1]?.[1] ?? 0;
    return from > previous + 1 ? [[previous + 1, from - 1] as const] : [];
  });
}
