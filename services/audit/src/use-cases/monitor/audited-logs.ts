import type { EntryRow, TileAt, TileGrowth, TileOf } from '@lienthong/transparency-log';
import type { SqlFence } from './owner.js';
import type { EvidenceKind } from '../witness.js';

/** How far one log was audited. Up to `size` it was read whole and agreed with a checkpoint, `note`; up to `walked` it was read. */
export type AuditedLog = Readonly<{
  id: number; origin: string; size: number; root: Buffer; note: string | null; verifiedAt: string | null; walked: number;
  /** Entries below, and facts heard up to, were compared with each other. */
  factsFrom: number; heardFrom: number; seen: SeenLog | null; reread: Reread | null;
}>;

/** What the log last said. `missing`: why nothing came, null when all is well. */
export type SeenLog = Readonly<{
  at: string; servedSize: number | null; cosignedAt: string | null; unwitnessedSince: string | null; behind: number | null;
  refusing: Readonly<{ code: string; because: string }> | null; missing: string | null;
}>;

/** The pass at hand over the entries that were verified long ago: `checked` of `of`. */
export type Reread = Readonly<{ checked: number; of: number; since: string; completedAt: string | null; passes: number }>;

export type KeptEntry = Readonly<{ row: EntryRow | null; bytes: Buffer }>;
/** A piece of a log that was read: entries from `from` on. `verified` once they reach a checkpoint and agree with it. */
export type WalkedPiece = Readonly<{
  from: number; entries: readonly KeptEntry[]; growth: readonly TileGrowth[]; heads: ReadonlyMap<string, number>;
  verified: Readonly<{ size: number; root: Buffer; note: string }> | null;
}>;

/** What audit keeps of every log of the policy. A port. What an owner stores carries its fence. */
export abstract class AuditedLogs {
  /** Adds it where it is new. */
  abstract open(origin: string): Promise<AuditedLog>;
  abstract all(): Promise<readonly AuditedLog[]>;
  abstract tiles(logId: number, wanted: readonly TileAt[]): Promise<TileOf>;
  abstract heads(logId: number, names: readonly string[]): Promise<Map<string, number>>;
  abstract keep(log: AuditedLog, piece: WalkedPiece, fence: SqlFence): Promise<void>;
  /** Forgets what was walked beyond the verified size. */
  abstract forgetWalked(log: AuditedLog, fence: SqlFence): Promise<void>;
  abstract see(logId: number, seen: SeenLog, fence: SqlFence): Promise<void>;
  abstract noteReread(logId: number, reread: Reread, fence: SqlFence): Promise<void>;
  abstract addEvidence(origin: string, kind: EvidenceKind, signed: Readonly<{ size: number; root: Buffer; note: string }>, keptNote: string | null): Promise<void>;
}
