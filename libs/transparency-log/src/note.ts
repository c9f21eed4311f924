import { cosignedBytes, splitCosignature } from './cosignature.js';
import { readUtf8 } from './exact-text.js';
import { readSignatureLine, signatureLine } from './note-line.js';
import type { SignatureLine } from './note-line.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { signBytes } from './signing-key.js';
import type { SigningKey } from './signing-key.js';
import { keyRef, verifyBytes } from './verifier-key.js';
import type { VerifierKey } from './verifier-key.js';

/** A line of a key that the reader knows, verified; `time`, in seconds since 1970, only of a cosignature. */
export type VerifiedLine = Readonly<{ key: VerifierKey; signature: Buffer; time?: number }>;
export type OpenedNote = Readonly<{ kind: 'note'; text: string; lines: readonly VerifiedLine[] }>;
export type SplitNote = Readonly<{ kind: 'split'; text: string; lines: readonly SignatureLine[] }>;

/** As many as golang.org/x/mod reads. A note with more is no note of a log and its witnesses. */
const MAX_LINES = 100;
/** As many as golang.org/x/mod reads; ours have some hundred. */
const MAX_LENGTH = 1_000_000;

/** Line of a note signature (type 0x01) that some signer made over the text's bytes. */
export function noteLine(verifier: VerifierKey, signature: Uint8Array): string {
  return signatureLine(verifier, signature);
}

/** Whole note: text, which ends with a newline, an empty line, signature lines. */
export function noteOf(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.join('')}`;
}

/** Signs with keys that lie in files; through another signer sign the text's bytes and take `noteLine` and `noteOf`. */
export function signNote(text: string, keys: readonly SigningKey[]): string {
  return noteOf(text, keys.map((key) => noteLine(key.verifier, signBytes(key, Buffer.from(text)))));
}

/** Text and lines of a note, with every rule of its form but those that need keys. */
export function splitNote(note: string | Uint8Array): SplitNote | Refusal {
  if (note.length > MAX_LENGTH) return refusals.noteForm(`it is longer than ${MAX_LENGTH}`);
  const whole = readUtf8(note);
  if (whole === null) return refusals.noteForm('it is not UTF-8');
  // eslint-disable-next-line no-control-regex -- these are the bytes that the format forbids
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) return refusals.noteForm('it has a control character');
  const split = whole.lastIndexOf('\n\n');
  if (split === -1) return refusals.noteForm('no empty line divides text and signatures');
  const signatures = whole.slice(split + 2);
  if (!signatures.endsWith('\n')) return refusals.noteForm(signatures === '' ? 'it has no signature line' : 'its last line does not end');
  const texts = signatures.slice(0, -1).split('\n', MAX_LINES + 1);
  if (texts.length > MAX_LINES) return refusals.noteForm(`it has more than ${MAX_LINES} signature lines`);
  const lines: SignatureLine[] = [];
  for (const [index, text] of texts.entries()) {
    const line = readSignatureLine(text);
    if (line === null) return refusals.noteForm(`its signature line ${index + 1} is malformed`);
    lines.push(line);
  }
  return { kind: 'split', text: whole.slice(0, split + 1), lines };
}

/** Opens a note for a reader who trusts these keys: every line of theirs must verify, and there must be one. */
export function openNote(note: string | Uint8Array, keys: readonly VerifierKey[]): OpenedNote | Refusal {
  const split = splitNote(note);
  if (split.kind === 'refused') return split;
  const known: Readonly<{ key: VerifierKey; line: SignatureLine }>[] = [];
  for (const line of split.lines) {
    const key = keys.find(({ name, id }) => name === line.name && id === line.id);
    if (key === undefined) continue;
    if (known.some((other) => keyRef(other.key) === keyRef(key))) return refusals.noteForm(`it has two lines of ${keyRef(key)}`);
    known.push({ key, line });
  }
  if (known.length === 0) return refusals.noteUnverified([...new Set(keys.map(keyRef))].join(' or ') || 'a known key');
  const lines: VerifiedLine[] = [];
  for (const { key, line } of known) {
    const verified = verifyLine(key, line, split.text);
    if (verified === null) return refusals.noteSignature(keyRef(key));
    lines.push(verified);
  }
  return { kind: 'note', text: split.text, lines };
}

function verifyLine(key: VerifierKey, line: SignatureLine, text: string): VerifiedLine | null {
  if (key.type === 'note') return verifyBytes(key, Buffer.from(text), line.bytes) ? { key, signature: line.bytes } : null;
  const cosignature = splitCosignature(line.bytes);
  if (cosignature === null) return null;
  const { seconds, signature } = cosignature;
  return verifyBytes(key, cosignedBytes(text, seconds), signature) ? { key, signature, time: seconds } : null;
}
