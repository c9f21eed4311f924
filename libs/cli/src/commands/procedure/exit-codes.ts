/** Exit codes of `lienthong procedure …`; a word that knows more has its own, from 10 on. */
export const PROCEDURE_EXIT = { done: 0, refused: 1, usage: 2, incident: 3, bug: 70 } as const;

/** Something that the caller gave cannot be used: an argument, or a file. */
export type Unusable = Readonly<{ kind: 'unusable'; because: string }>;
export const unusable = (because: string): Unusable => ({ kind: 'unusable', because });
