import { findings } from '../domain/findings.js';
import type { Alarms } from './alarms.js';
import type { EvidenceKind } from './witness.js';

/** A note that a log signed and should not have; `seenMs` is when it was kept. */
export type Evidence = Readonly<{ id: number; origin: string; kind: EvidenceKind; size: number; seenMs: number; isProvenSince: boolean }>;

/** Evidence of which nobody was told yet. A port. `isProvenSince`: the same size and root was cosigned after all. */
export abstract class EvidenceRecord {
  abstract unsettled(): Promise<readonly Evidence[]>;
  abstract settle(id: number): Promise<void>;
}

/** Where what a log shows differs from what was kept of it. A port; null where nothing differs, or it cannot be told. */
export abstract class Differences {
  abstract findFirst(origin: string): Promise<number | null>;
}

/** Looks at evidence by itself, and at once when it is woken. A port. */
export abstract class EvidenceWatch {
  abstract wake(): void;
}

/** As long as a log may take to prove what it signed (transparency-log.md §5). */
export const PROOF_PATIENCE_MS = 3_600_000;

type Ports = Readonly<{ record: EvidenceRecord; differences: Differences; alarms: Alarms; nowMs: number }>;

/**
 * Two notes of one size with different roots are told at once. A bad proof is a suspicion; but where the log shows another past than was
 * kept of it, nobody has to wait for an hour to know.
 */
export async function settleEvidence({ record, differences, alarms, nowMs }: Ports): Promise<void> {
  for (const { id, origin, kind, size, seenMs, isProvenSince } of await record.unsettled()) {
    const index = isProvenSince && kind === 'bad-proof' ? null : await differences.findFirst(origin);
    const isRewritten = kind === 'fork' || index !== null;
    const isOverdue = nowMs - seenMs >= PROOF_PATIENCE_MS;
    if (isRewritten) await alarms.report([findings.fork(origin, index, size)]);
    else if (isOverdue && !isProvenSince) await alarms.report([findings.badProof(origin, size)]);
    if (isRewritten || isOverdue || isProvenSince) await record.settle(id);
  }
}
