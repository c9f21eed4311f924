/** Who acted. In the public entry only role and organisation appear; `id` is sealed with the payload. */
export type Actor =
  | Readonly<{ role: 'citizen'; id: string }>
  | Readonly<{ role: 'clock' }>
  | Readonly<{ role: 'officer'; unit: string; id: string }>
  | Readonly<{ role: 'service'; name: string }>;

/** The dossier an event belongs to. `salt` (32 bytes, hex) only where it is drawn: `newDossierRef`. */
export type DossierRef = Readonly<{ code: string; ref: string; salt?: string }>;

/** `data` is plain JSON whose numbers are integers; `schema` counts the released shapes of this type, from 1. */
export type NewEvent = Readonly<{ type: string; data: object; schema?: number }>;

/** `expected` is the version the decision was made on; without events it only guards that version. */
export type StreamAppend = Readonly<{ stream: string; expected: number | 'none' | 'any'; events: readonly NewEvent[] }>;

/**
 * SQL that must happen with the append or not at all. Another row count than `mustChange` aborts with EffectFailed. `joins`: its arrays
 * may be joined with those of the same text in other appends of a commit, and it may run before all effects that do not say so.
 */
export type SqlEffect = Readonly<{ text: string; values: readonly unknown[]; mustChange?: number; joins?: boolean }>;

/** `at` RFC 3339 with offset, kept to the millisecond; `cause` is `<origin>#<index>` of a fact of another log. */
export type AppendMeta = Readonly<{
  actor: Actor; at: string; dossier: DossierRef | null; cause?: string; causationId?: string; traceParent?: string;
}>;

/** Everything in one request is appended in one commit. `streams` may be empty when `also` is not. */
export type AppendRequest = Readonly<{ streams: readonly StreamAppend[]; meta: AppendMeta; also?: readonly SqlEffect[] }>;

/** `position` is the log index of the last event of this append, or the head's where it appended none. */
export type Appended = Readonly<{ position: number; versions: Readonly<Record<string, number>> }>;

/** An event as read, already brought to the newest schema. `data` is null once the event has been erased. */
export type StoredEvent = Readonly<{
  logIndex: number; factNumber: number | null; stream: string; version: number;
  dossier: Readonly<{ code: string | null; ref: string; version: number }> | null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each reader knows the shape of the types it asked for
  type: string; data: any; schema: number; actor: string; actorId: string | null;
  occurredAt: string; recordedAt: string; cause: string | null; causationId: string | null; traceParent: string | null;
}>;

/** What a losing writer is told about each event that came before its own. */
export type SinceEvent = Readonly<{ type: string; version: number; actor: string; actorId: string | null; occurredAt: string }>;

/** What a message or a timer leads to; appended with the row that records it as done. */
export type Reaction =
  | Readonly<{
      streams: readonly StreamAppend[]; meta: AppendMeta; also?: readonly SqlEffect[];
      /** Called once it is durable: for caches of what it came to. */
      stored?: () => void;
    }>
  | 'nothing';

/** Per event type, one step per released schema: `steps[0]` turns schema 1 into 2, and so on. Pure. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- old shapes are known to their step alone
export type Upcasters = Readonly<Record<string, readonly ((data: any) => object)[]>>;

/** Where the store reports what no caller is waiting for. */
export type StoreLog = Readonly<{ warn(message: string, details?: object): void; error(message: string, details?: object): void }>;
