import type { Refusal, RefusalCode } from '@lienthong/transparency-log';

// What passes between the page and its worker: plain data, nothing of the library.

export type { RefusalCode };

/** §8 allows no larger file; it is refused before it is read. */
export const MOST_BYTES = 16 * 1024 * 1024;

export type KeyUse = 'log' | 'witness' | 'completeness';
export type PolicyKey = Readonly<{ use: KeyUse; name: string; id: string; isSample: boolean }>;

export type PolicyOutcome = Readonly<{ kind: 'policy'; keys: readonly PolicyKey[]; needsWitness: boolean }> | Refused;

export type Refused = Readonly<{ kind: 'refused'; code: RefusalCode; because: string }>;

export type ProvenEvent = Readonly<{
  index: number;
  type: string;
  at: string;
  actor: string;
  /** What was sealed, where the file opens it. */
  content: string | null;
}>;

export type ProvenLog = Readonly<{
  origin: string;
  size: number;
  /** RFC 3339; null where the keys ask for no witness. */
  cosignedAt: string | null;
  cosigners: readonly string[];
  events: readonly ProvenEvent[];
}>;

export type ProvenDossier = Readonly<{ kind: 'dossier'; code: string; logs: readonly ProvenLog[]; attestedAt: string | null; isAttested: boolean }>;
export type ProvenSingle = Readonly<{ kind: 'event'; log: ProvenLog }>;

export type ProofOutcome = Readonly<{ outcome: ProvenDossier | ProvenSingle | Refused; tookMs: number }>;

export type Question = Readonly<{ id: number; ask: 'policy'; policy: string }> | Readonly<{ id: number; ask: 'proof'; policy: string; file: ArrayBuffer }>;
export type Answer = Readonly<{ id: number; policy?: PolicyOutcome; proof?: ProofOutcome }>;

export function refusedBy({ code, because }: Refusal): Refused {
  return { kind: 'refused', code, because };
}
