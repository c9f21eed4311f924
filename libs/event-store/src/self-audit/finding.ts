/** What can be wrong between what was committed to and what is stored. */
export type FindingKind =
  | 'entry-altered' | 'payload-altered' | 'payload-missing' | 'event-missing' | 'event-added' | 'fact-number-wrong'
  | 'tiles-altered' | 'signed-root-differs' | 'projection-altered' | 'file-altered' | 'file-missing'
  // Nothing was altered: work that nobody would ever be told of.
  | 'dossier-stuck';

/** `index`: log index, where one event is meant. `subject`: a tile, a table, a file. Vietnamese first: officials read it. */
export type Finding = Readonly<{ kind: FindingKind; index: number | null; subject: string; explanation: Readonly<{ vi: string; en: string }> }>;

/** `mendedAt`: since when a whole pass no longer shows it. Times are RFC 3339. */
export type RecordedFinding = Finding & Readonly<{ foundAt: string; mendedAt: string | null }>;

/** Where a check reports to, and asks when to stop. `checked` counts what has been looked at, of so many. */
export type CheckRun = Readonly<{
  report(finding: Finding): void;
  checked(count: number, of: number): Promise<void>;
  stopped: AbortSignal;
}>;

/** A check beside those of rows, tiles and read models: a service's own, such as that of its files. */
export type SelfCheck = Readonly<{ name: string; run(run: CheckRun): Promise<void> }>;
