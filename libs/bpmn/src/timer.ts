import { Temporal } from 'temporal-polyfill';

/** Calendar time, not working time: a timer waits thirty days, a step has two working days. */
export type Timer = Readonly<{ kind: 'duration' | 'date'; text: string }>;

/** Longer than any administrative wait; keeps a slip of the pen from becoming a timer nobody will see. */
const MAX_YEARS = 10;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** `P30D`, `PT4H`, `P1M`; or a moment with its offset. Null for anything else, for nothing and for what lies behind. */
export function parseTimer(kind: Timer['kind'], text: string): Timer | null {
  try {
    if (kind === 'date') return RFC_3339.test(text) && Temporal.Instant.from(text) !== null ? { kind, text } : null;
    const duration = Temporal.Duration.from(text);
    const reference = Temporal.PlainDate.from('2026-01-01');
    const isBounded = duration.sign > 0 && Temporal.Duration.compare(duration, { years: MAX_YEARS }, { relativeTo: reference }) <= 0;
    return isBounded ? { kind, text } : null;
  } catch {
    return null; // Temporal refuses by throwing
  }
}

/** RFC 3339 in the offset of `at`. Việt Nam keeps no summer time, so an offset is a zone. */
export function dueAt(timer: Timer, at: string): string {
  if (timer.kind === 'date') return timer.text;
  const offset = RFC_3339.exec(at)?.[1] ?? 'Z';
  const zone = offset === 'Z' ? 'UTC' : offset;
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).add(timer.text).toString({ timeZoneName: 'never' });
}

export function isDue(dueAtText: string, at: string): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(at), Temporal.Instant.from(dueAtText)) >= 0;
}

export function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
