const OFFSET_MS = 7 * 3_600_000;

/** The only clock of a service. Injected, so that a test can stop it. */
export abstract class Clock {
  /** RFC 3339 in Vietnam's time, which has had no daylight saving since 1975: `2026-11-25T09:30:00.000+07:00`. */
  abstract now(): string;
}

export class SystemClock extends Clock {
  override now(): string {
    return vietnamTime(Date.now());
  }
}

export function vietnamTime(epochMs: number): string {
  return new Date(epochMs + OFFSET_MS).toISOString().replace('Z', '+07:00');
}
