import type { Bilingual } from '../domain/custody.js';
import type { Finding, Place } from '../domain/divergence.js';

/** One thing that is or was wrong with a log. `log` is its origin; of missing facts only the service is known. */
export type Alarm = Readonly<{
  id: string; kind: string; log: string; service: string; index: number | null; subject: string; explanation: Bilingual;
  foundAt: string; mendedAt: string | null;
  /** Log index in audit's log of the event that told it. */
  position: number;
}>;

export type AlarmFilter = Readonly<{ open?: boolean; service?: string }>;

/** What can be asked of the alarms. A port: the postgres adapter answers. */
export abstract class AlarmReads {
  /** Newest first. `open` counts all that are open, whatever the filter. */
  abstract list(filter: AlarmFilter, page: Readonly<{ before: number | undefined; limit: number }>, minPosition?: number): Promise<Readonly<{ items: readonly Alarm[]; open: number }>>;
  abstract countOpen(): Promise<number>;
  /** By the log that each names: its origin, or the service where only that is known. */
  abstract countOpenByLog(): Promise<ReadonlyMap<string, number>>;
  /** Told after a log index, in order, for live readers. */
  abstract after(index: number, limit: number): Promise<readonly Alarm[]>;
}

/** Where findings, all of one log at a time, are told. A port: telling the same one again does nothing, and neither does mending what nobody was told. */
export abstract class Alarms {
  abstract report(findings: readonly Finding[]): Promise<void>;
  abstract mend(places: readonly Place[]): Promise<void>;
  /** Of a log: what was told and is not mended yet. */
  abstract open(log: string): Promise<readonly Place[]>;
}
