import type { Bilingual, Holder, NationalState } from '../domain/custody.js';

/** One dossier as lists, the board and live events show it. Times are RFC 3339, zone Asia/Ho_Chi_Minh. */
export type DossierItem = Readonly<{
  code: string;
  procedureCode: string;
  state: NationalState;
  holder: Holder | null;
  element: string | null;
  task: Bilingual | null;
  reason: Bilingual | null;
  since: string | null;
  dueAt: string | null;
  suspended: boolean;
  late: boolean;
  incidents: number;
  updatedAt: string;
  /** Log index in audit's log of the last fact heard about it. */
  position: number;
}>;

export type TimelineEntry = Readonly<{
  /** Log index in audit's log: the order in which facts were heard. */
  index: number;
  source: string;
  type: string;
  /** When it occurred, and when audit heard of it. */
  at: string;
  heardAt: string;
  /** Fact number in the source's log. */
  sequence: number;
  title: Bilingual;
  detail: Bilingual | null;
  actor: Readonly<{ agency: string; unit: string }> | null;
  data: object;
}>;

export type Board = Readonly<{
  agencies: readonly Readonly<{
    agency: string; waiting: number; late: number; suspended: number; oldestSince: string | null;
    tasks: readonly Readonly<{ element: string; name: Bilingual; count: number; oldestSince: string }>[];
  }>[];
  states: readonly Readonly<{ state: number; count: number }>[];
  incidents: number;
  position: number;
}>;

export type SourceHeard = Readonly<{ service: string; highest: number; heard: number; gaps: readonly Readonly<{ from: number; to: number }>[] }>;

/** Whose dossiers a reader may see: one predicate for list, one, board and live events. */
export type Sight = Readonly<{ kind: 'all' }> | Readonly<{ kind: 'agency'; agency: string }> | Readonly<{ kind: 'person'; identifier: string }>;

export type DossierFilter = Readonly<{ agency?: string; state?: number; late?: boolean; code?: string; codePart?: string }>;

/** What can be asked of the histories. A port: the postgres adapter answers. */
export abstract class DossierReads {
  abstract list(sight: Sight, filter: DossierFilter, page: Readonly<{ before: number | undefined; limit: number }>, minPosition?: number): Promise<Readonly<{ items: readonly DossierItem[]; total: number }>>;
  abstract find(sight: Sight, code: string, minPosition?: number): Promise<DossierItem | undefined>;
  /** As it was known at a moment: folded from what audit had heard by then. Undefined where it had heard nothing. */
  abstract asKnown(code: string, knownAt: string): Promise<Readonly<{ item: DossierItem; timeline: readonly TimelineEntry[] }> | undefined>;
  abstract timeline(code: string): Promise<readonly TimelineEntry[]>;
  abstract board(sight: Sight): Promise<Board>;
  abstract sources(): Promise<readonly SourceHeard[]>;
  /** Facts after a log index with their dossiers as they stand now, in order, for live readers. `next` is where to go on. */
  abstract after(sight: Sight, index: number, limit: number): Promise<Readonly<{ facts: readonly Readonly<{ entry: TimelineEntry; item: DossierItem }>[]; next: number }>>;
}
