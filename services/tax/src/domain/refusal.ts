import type { Rejection } from '@lienthong/kernel';

/** What a refusal names besides its reason: who did it already and when, or the figure that was missed. */
export type RefusalFacts = Readonly<{ by?: string; at?: string; dossier?: string; available?: number; table?: string; day?: string }>;

export type Refusal<Code extends string> = Rejection<Code> & RefusalFacts;

export function refused<Code extends string>(code: Code, because: string, facts: RefusalFacts = {}): Readonly<{ kind: 'rejected'; rejection: Refusal<Code> }> {
  return { kind: 'rejected', rejection: { code, because, ...facts } };
}
