import { agencyOfService, type KnownAgency } from '../agencies/agencies.js';
import type { TimelineEntry } from '../api/audit.js';

// The journey is drawn like a line map: one lane per agency, a stop per fact, and the line from each stop to the next.

/** Coordination is the trunk on the left, from which the line branches to the agencies. */
const LANES: readonly KnownAgency[] = ['processing', 'one-stop', 'land-registry', 'tax', 'postal'];

export const LANE_COUNT = LANES.length;

export type Stop = Readonly<{
  entry: TimelineEntry;
  agency: string;
  lane: number;
  /** Lane of the stop above on the page, null at the first one. */
  above: number | null;
  last: boolean;
}>;

/** `above`: lane of the line that comes from the day above, null on the first day. */
export type Day = Readonly<{ at: string; above: number | null; stops: readonly Stop[] }>;

export type Direction = 'newest-first' | 'oldest-first';

/** `dayOf` names the day of a moment where the offices are; stops of one day stand together. */
export function journeyOf(timeline: readonly TimelineEntry[], direction: Direction, dayOf: (at: string) => string): readonly Day[] {
  const ordered = timeline.toSorted((one, other) => (direction === 'oldest-first' ? one.index - other.index : other.index - one.index));
  const days: { at: string; name: string; above: number | null; stops: Stop[] }[] = [];
  let above: number | null = null;
  for (const [position, entry] of ordered.entries()) {
    const agency = agencyOfService(entry.source);
    const lane = laneOf(agency);
    const name = dayOf(entry.at);
    if (days.at(-1)?.name !== name) days.push({ at: entry.at, name, above, stops: [] });
    days.at(-1)?.stops.push({ entry, agency, lane, above, last: position === ordered.length - 1 });
    above = lane;
  }
  return days;
}

/** A body without a lane of its own works through processing. */
function laneOf(agency: string): number {
  const lane = LANES.findIndex((known) => known === agency);
  return Math.max(lane, LANES.indexOf('processing'));
}
