import type { Gaps } from '../domain/gap.decider.js';
import type { SourceHeard } from './dossier-reads.js';

/** How long a missing number may be late before it counts as lost: partitions overtake each other, replicas restart. */
export const PATIENCE_MS = 30_000;

/** Remembers since when each number has been missing. `now` in milliseconds. */
export type Missing = ReadonlyMap<string, number>;

/** What has been missing for longer than the patience, per source, and what to remember for the next look. */
export function overdueGaps(sources: readonly SourceHeard[], known: Missing, now: number): Readonly<{ overdue: ReadonlyMap<string, Gaps>; missing: Missing }> {
  const missing = new Map<string, number>();
  const overdue = new Map<string, Gaps>();
  for (const { service, gaps } of sources) {
    const late = gaps.filter(({ from, to }) => {
      const key = `${service} ${from}-${to}`;
      const since = known.get(key) ?? now;
      missing.set(key, since);
      return now - since >= PATIENCE_MS;
    });
    overdue.set(service, late);
  }
  return { overdue, missing };
}
