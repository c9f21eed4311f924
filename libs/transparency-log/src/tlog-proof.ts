import { readBase64, readDecimal, readUtf8 } from './exact-text.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { HASH_BYTES } from './tree.js';

/** Proof that a log's checkpoint covers an entry (C2SP tlog-proof v1), read but not verified; `path` from leaf to root. */
export type TlogProof = Readonly<{ entry: Buffer; index: number; path: readonly Buffer[]; checkpoint: string }>;
export type ReadTlogProof = Readonly<{ kind: 'proof'; proof: TlogProof }> | Refusal;

export const TLOG_PROOF_BEGINS = 'c2sp.org/tlog-proof@v1';
/** No tree has longer paths. */
const MAX_PATH = 64;
/** A proof has about 1 kB; the longest that ours and a reader of 64 KiB lines have in common are far below. */
const MAX_LENGTH = 1_000_000;

export function writeTlogProof({ entry, index, path, checkpoint }: TlogProof): string {
  const hashes = path.map((hash) => `${hash.toString('base64')}\n`).join('');
  return `${TLOG_PROOF_BEGINS}\nextra ${entry.toString('base64')}\nindex ${index}\n${hashes}\n${checkpoint}`;
}

export function readTlogProof(text: string | Uint8Array): ReadTlogProof {
  if (text.length > MAX_LENGTH) return refusals.proofForm(`the proof is longer than ${MAX_LENGTH}`);
  const whole = readUtf8(text);
  if (whole === null) return refusals.proofForm('it is not UTF-8');
  const end = whole.indexOf('\n\n');
  const [first, extra = '', indexLine = '', ...hashes] = whole.slice(0, Math.max(0, end)).split('\n', MAX_PATH + 4);
  if (first !== TLOG_PROOF_BEGINS) return refusals.proofForm(end === -1 ? 'no empty line stands before the checkpoint' : `its first line is not ${TLOG_PROOF_BEGINS}`);
  const entry = extra.startsWith('extra ') ? readBase64(extra.slice('extra '.length)) : null;
  if (entry === null || entry.length === 0) return refusals.proofForm('its second line is not the word extra and an entry in exact base64');
  const index = indexLine.startsWith('index ') ? readDecimal(indexLine.slice('index '.length)) : null;
  if (index === null) return refusals.proofForm('its third line is not the word index and a whole number');
  if (hashes.length > MAX_PATH) return refusals.proofForm(`its path has more than ${MAX_PATH} hashes`);
  const path: Buffer[] = [];
  for (const line of hashes) {
    const hash = readBase64(line);
    if (hash === null || hash.length !== HASH_BYTES) return refusals.proofForm(`hash ${path.length + 1} of its path is not exact base64 of 32 bytes`);
    path.push(hash);
  }
  const checkpoint = whole.slice(end + 2);
  return checkpoint === '' ? refusals.proofForm('it ends before its checkpoint') : { kind: 'proof', proof: { entry, index, path, checkpoint } };
}
