import { checkpointText, noteOf, openNote, splitNote, type Checkpoint } from '@lienthong/transparency-log';
import type { LogSigner } from './note-signer.js';
import type { AskedWitness } from './transparency-policy.js';

/** A tree that is stored as signed, and its note with the log's own signatures. */
export type SignedCheckpoint = Checkpoint & Readonly<{ text: string; note: string }>;

/** Signing the same tree again contradicts nothing: Ed25519 makes the same signature. */
export async function signCheckpoint(signer: LogSigner, { size, root }: Readonly<{ size: number; root: Buffer }>): Promise<SignedCheckpoint> {
  const checkpoint: Checkpoint = { origin: signer.origin, size, root };
  const text = checkpointText(checkpoint);
  return { ...checkpoint, text, note: await signer.sign(text) };
}

/** Cosignature lines of a note by the witness's name, as they stand there; none if the note is about another text. */
export function cosignatureLines(note: string, text: string, witnesses: readonly AskedWitness[]): ReadonlyMap<string, string> {
  const split = splitNote(note);
  if (split.kind === 'refused' || split.text !== text) return new Map();
  const lines = note.slice(split.text.length + 1).split('\n').filter((line) => line !== '').map((line) => `${line}\n`);
  return new Map(witnesses.flatMap(({ name, key }) => {
    const line = lines.find((each) => openNote(noteOf(text, [each]), [key]).kind === 'note');
    return line === undefined ? [] : [[name, line] as const];
  }));
}
