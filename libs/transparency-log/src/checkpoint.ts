import { readBase64, readDecimal, shown } from './exact-text.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { emptyRoot, HASH_BYTES } from './tree.js';

/** What a log signs: its name, how many entries it has, and the root of the tree over them, 32 bytes. */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Buffer }>;
export type ReadCheckpoint = Readonly<{ kind: 'checkpoint'; checkpoint: Checkpoint }> | Refusal;

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads a note's text as checkpoint. Lines after the third belong to other implementations; they are signed, and ignored. */
export function readCheckpointText(text: string): ReadCheckpoint {
  const read = readForm(text);
  if (read.kind === 'refused') return read;
  const { origin, size, root } = read.checkpoint;
  return size === 0 && !root.equals(emptyRoot) ? refusals.checkpointForm(origin, 'size 0 has another root than that of the empty tree') : read;
}

/** All but the rule of the empty root, which a witness answers differently from a malformed text. */
export function readForm(text: string): ReadCheckpoint {
  const lines = text.split('\n');
  const [origin = '', sizeText = '', rootText = '', ...further] = lines;
  const refuse = (fact: string) => refusals.checkpointForm(origin === '' ? 'a log without a name' : shown(origin), fact);
  if (further.pop() !== '') return refuse(lines.length < 4 ? 'it has fewer than three lines' : 'its last line does not end');
  if (origin === '') return refuse('its origin is empty');
  const size = readDecimal(sizeText);
  if (size === null) return refuse(`its size ${shown(sizeText)} is not a whole number up to 2^53−1 without leading zeros`);
  const root = readBase64(rootText);
  if (root === null || root.length !== HASH_BYTES) return refuse('its root is not exact base64 of 32 bytes');
  if (further.includes('')) return refuse('it has an empty line');
  return { kind: 'checkpoint', checkpoint: { origin, size, root } };
}
