import type { DossierReport, EventReport, OpenedCheckpoint, Opening, Refusal } from '@lienthong/transparency-log';
import type { Finding } from './finding.js';

/** What the file was taken for, by its first bytes. */
export type VerifiedAs = 'dossier' | 'event' | 'checkpoint' | 'growth' | 'unknown';

/**
 * `verified`: everything in the file holds, and nothing that was asked is left open. The others leave a doubt:
 * `not-attested`: it holds, but no auditor says that nothing came after the last event. `unwitnessed`: it holds, but the
 * policy asks for no witness, so a log could have shown others something else. `growth-unproven`: both checkpoints hold,
 * but nothing proves that one extends the other. `refused`: it does not hold, or could not be read.
 */
export type Verdict = 'verified' | 'not-attested' | 'unwitnessed' | 'growth-unproven' | 'refused';

/** A log's state that was verified; `root` in base64. */
export type VerifiedCheckpoint = Readonly<{ origin: string; size: number; root: string; cosignedAt: number | null; cosigners: readonly string[] }>;

/** What was found, as plain data (JSON.stringify keeps all of it) and as sentences. */
export type Verification = Readonly<{
  kind: VerifiedAs; verdict: Verdict; refusal: Refusal | null;
  /** The sentences: what is proved; what is not, or only bounded; what to think of. */
  proved: readonly Finding[]; notProved: readonly Finding[]; warnings: readonly Finding[];
  dossier: DossierReport | null; event: EventReport | null; checkpoints: readonly VerifiedCheckpoint[];
}>;

/**
 * `now`: seconds since 1970; what is signed for more than five minutes later is refused. `opening`: of a single event.
 * `older`: an earlier checkpoint of the same log, to be compared. `path`: the proof between the two, unless the file has it.
 */
export type VerifyOptions = Readonly<{ now?: number; opening?: Opening; older?: string | Uint8Array; path?: readonly Uint8Array[] }>;

const NOTHING = { refusal: null, proved: [], notProved: [], warnings: [], dossier: null, event: null, checkpoints: [] } as const;

export function verification(kind: VerifiedAs, verdict: Verdict, found: Partial<Verification>): Verification {
  return { kind, verdict, ...NOTHING, ...found };
}

export function refusedAs(kind: VerifiedAs, refusal: Refusal): Verification {
  return verification(kind, 'refused', { refusal });
}

export function verifiedCheckpoint({ checkpoint: { origin, size, root }, cosignedAt, cosigners }: Pick<OpenedCheckpoint, 'checkpoint' | 'cosignedAt' | 'cosigners'>): VerifiedCheckpoint {
  return { origin, size, root: root.toString('base64'), cosignedAt, cosigners };
}
