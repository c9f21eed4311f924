import { readBase64, readDecimal } from './exact-text.js';
import { HASH_BYTES } from './tree.js';

/** Request of a log to a witness (C2SP tlog-witness): its new checkpoint, and the proof from the size it takes for known. */
export type AddCheckpoint = Readonly<{ oldSize: number; path: readonly Buffer[]; origin: string; note: Buffer }>;

export const MAX_ADD_CHECKPOINT_BYTES = 65_536;
/** A proof between sizes up to 2^63 has no more. */
const MAX_PATH = 63;

export function addCheckpointBody(oldSize: number, path: readonly Buffer[], note: string): string {
  return `old ${oldSize}\n${path.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;
}

/** Reads a request's form, without the note's; null where it is malformed. Its origin says whose keys are asked for. */
export function readAddCheckpoint(body: Uint8Array): AddCheckpoint | null {
  if (body.length > MAX_ADD_CHECKPOINT_BYTES) return null;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const end = bytes.indexOf('\n\n');
  if (end === -1) return null;
  const [first = '', ...proof] = bytes.subarray(0, end).toString('latin1').split('\n', MAX_PATH + 2);
  const oldSize = first.startsWith('old ') ? readDecimal(first.slice('old '.length)) : null;
  if (oldSize === null || proof.length > MAX_PATH) return null;
  const path: Buffer[] = [];
  for (const line of proof) {
    const hash = readBase64(line);
    if (hash === null || hash.length !== HASH_BYTES) return null;
    path.push(hash);
  }
  const note = bytes.subarray(end + 2);
  const origin = note.subarray(0, Math.max(0, note.indexOf('\n'))).toString();
  return origin === '' ? null : { oldSize, path, origin, note };
}
