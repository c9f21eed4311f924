import { Temporal } from 'temporal-polyfill';

/** A moment of the virtual clock: milliseconds since 1970. */
export type Moment = number;

/** Việt Nam keeps no summer time, so that an offset is a zone. */
const ZONE = '+07:00';
/** Longer than any procedure; a virtual clock that ran further would only go round. */
export const MAX_YEARS = 100;
/** Timers of one case ask for few different moments over and over. */
const MAX_KNOWN = 10_000;
const known = new Map<string, Moment | null>();

/** RFC 3339 with an offset; null for anything else. */
export function readMoment(text: string): Moment | null {
  const before = known.get(text);
  if (before !== undefined) return before;
  const moment = parsed(text);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, moment);
  return moment;
}

function parsed(text: string): Moment | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null; // Temporal refuses by throwing
  }
}

export const writeMoment = (moment: Moment): string => Temporal.Instant.fromEpochMilliseconds(moment).toString({ timeZone: ZONE });

/** An ISO 8601 duration after `moment`, by the calendar; null for what is none, is negative or longer than anybody waits. */
export function after(moment: Moment, duration: string): Moment | null {
  try {
    const span = Temporal.Duration.from(duration);
    const from = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(ZONE);
    if (span.sign < 0 || Temporal.Duration.compare(span, { years: MAX_YEARS }, { relativeTo: from }) > 0) return null;
    return from.add(span).epochMilliseconds;
  } catch {
    return null;
  }
}
