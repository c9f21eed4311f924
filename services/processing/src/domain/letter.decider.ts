import type { LetterGap } from '@lienthong/bpmn';
import type { Bilingual } from '@lienthong/calendar';
import { accepted, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveLetters, noLetters, type Issuer, type LetterEvent, type Letters } from './letter.js';

// Commands

/** `isDue`: whether the letter's own condition holds; `gaps`: what it has to say and the dossier does not know. */
export type IssueLetter = Command<
  'IssueLetter',
  { code: string; letter: string; name: Bilingual; text: Bilingual; procedure: string; procedureVersion: number; isDue: boolean; gaps: readonly LetterGap[]; by: Issuer }
>;

// Rejections

export type LetterRejection = Rejection<'LETTER_ISSUED' | 'LETTER_NOT_DUE'> | (Rejection<'LETTER_INCOMPLETE'> & Readonly<{ gaps: readonly LetterGap[] }>);

// Decide

/** Once each: what was issued is not put right by issuing it again, but by another letter that says so. */
export const letterDecider: Decider<IssueLetter, Letters, LetterEvent, LetterRejection> = {
  initial: noLetters,
  decide({ data, at }, { issued }): Decision<LetterEvent, LetterRejection> {
    const { code, letter, isDue, gaps, ...written } = data;
    const expected = `Expected to issue letter ${letter} of dossier ${code}`;
    const before = issued[letter];
    if (before !== undefined) return rejected('LETTER_ISSUED', `${expected}, but ${before.by.name} issued it at ${before.at}`);
    if (!isDue) return rejected('LETTER_NOT_DUE', `${expected}, but its condition does not hold for the dossier now`);
    if (gaps.length > 0) return { kind: 'rejected', rejection: { code: 'LETTER_INCOMPLETE', because: `${expected}, but ${gaps.length} of its places have nothing to say`, gaps } };
    return accepted({ type: 'LetterIssued', data: { letter, number: Object.keys(issued).length + 1, ...written, at } });
  },
  evolve: evolveLetters,
};
