/** Perfect subtree over leaves [index · 2^level, (index + 1) · 2^level). */
export type PerfectSubtree = Readonly<{ level: number; index: number }>;
/** Leaves [from, to) whose subtree a tree has as one node: `from` is a multiple of a power of two that is not below `to − from`. */
export type Span = Readonly<{ from: number; to: number }>;

/** Sizes are exact to 2^53, where shifts would cut to 32 bits; what is no such size has no tree. */
export function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

/** Largest power of two below `size`, which is where a tree splits; 0.5 for one leaf, which does not split. */
export function splitOf(size: number): number {
  let power = 0.5;
  while (power * 2 < size) power *= 2;
  return power;
}

/** The perfect subtrees of a span from left to right, so with falling levels. */
export function perfectSubtrees({ from, to }: Span): PerfectSubtree[] {
  const subtrees: PerfectSubtree[] = [];
  for (let start = from; start < to;) {
    let level = 0;
    while (2 ** (level + 1) <= to - start) level += 1;
    subtrees.push({ level, index: start / 2 ** level });
    start += 2 ** level;
  }
  return subtrees;
}

/** What an inclusion proof shows, from leaf to root (RFC 9162 §2.1.3.1); nothing for an index that the tree does not have. */
export function spansForInclusion(index: number, size: number): Span[] {
  if (!isSize(index) || !isSize(size) || index >= size) return [];
  const spans: Span[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const split = from + splitOf(to - from);
    if (index < split) {
      spans.push({ from: split, to });
      to = split;
    } else {
      spans.push({ from, to: split });
      from = split;
    }
  }
  return spans.reverse();
}

/** What a consistency proof shows (RFC 9162 §2.1.4.1); nothing for sizes that need none or can have none. */
export function spansForConsistency(oldSize: number, newSize: number): Span[] {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize === 0 || oldSize >= newSize) return [];
  const spans: Span[] = [];
  let [from, to] = [0, newSize];
  while (to !== oldSize) {
    const split = from + splitOf(to - from);
    if (oldSize <= split) {
      spans.push({ from: split, to });
      to = split;
    } else {
      spans.push({ from, to: split });
      from = split;
    }
  }
  // A reader has the old root. If the old tree is not one perfect subtree of the new one, he also needs its last part.
  if (from > 0) spans.push({ from, to });
  return spans.reverse();
}
