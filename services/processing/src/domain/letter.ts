import type { Bilingual } from '@lienthong/calendar';
import type { Fact } from '@lienthong/kernel';

/** Who issues it, in whose name. */
export type Issuer = Readonly<{ subject: string; name: string; agency: string; unit: string }>;

// Events

/** The words as they were issued: a version of the procedure that words them differently changes nothing of them. In the stream `letter/<dossier code>`. */
export type LetterIssued = Fact<'LetterIssued', { letter: string; number: number; name: Bilingual; text: Bilingual; procedure: string; procedureVersion: number; by: Issuer; at: string }>;
export type LetterEvent = LetterIssued;

// State

/** By code, in the order in which they were issued. A procedure has thirty letters at most, and each is issued once. */
export type Letters = Readonly<{ issued: Readonly<Record<string, LetterIssued['data']>> }>;
export const noLetters: Letters = { issued: {} };

// Evolve

export function evolveLetters({ issued }: Letters, { data }: LetterEvent): Letters {
  return { issued: { ...issued, [data.letter]: data } };
}
