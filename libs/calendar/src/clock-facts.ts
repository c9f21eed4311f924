import type { Bilingual } from './bilingual.js';
import type { CountingRules } from './counting-rules.js';
import type { SuspensionGround } from './grounds.js';
import type { TimeLimit } from './limit.js';

/** What moves the date after receipt, in the order in which it was written down. A suspension without `to` has not ended. */
export type ClockMove =
  | Readonly<{ kind: 'suspension'; from: string; to: string | null; ground: SuspensionGround; isVoid?: true }>
  /** `at`: when it was granted; steps that were open then get it too. `legalBasis`: the rule that allows it, as whoever granted it named it. */
  | Readonly<{ kind: 'extension'; by: TimeLimit; reason: Bilingual; at?: string; legalBasis?: string }>
  | Readonly<{ kind: 'postponement'; to: string; reason: Bilingual }>;

/** All that a due date depends on. */
export type ClockFacts = Readonly<{ calendar: string; receivedAt: string; limit: TimeLimit; rules?: CountingRules; moves: readonly ClockMove[] }>;
