import { readAddCheckpoint } from './add-checkpoint.js';
import type { AddCheckpoint } from './add-checkpoint.js';
import { readForm } from './checkpoint.js';
import type { Checkpoint } from './checkpoint.js';
import { verifyConsistency } from './consistency.js';
import { noteLine, noteOf, openNote } from './note.js';
import type { OpenedNote } from './note.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { emptyRoot } from './tree.js';
import type { VerifierKey } from './verifier-key.js';

/**
 * What a witness answers (transparency-log.md §5). `signed` is there once a trusted key's signature was verified: evidence,
 * whatever the answer is. `suspicion`: `fork` is proved by the two notes, `bad-proof` is not proved yet.
 */
export type WitnessAnswer = Readonly<{
  kind: 'answer'; status: 400 | 403 | 404 | 409 | 422; contentType: string; body: string; signed?: SignedCheckpoint; suspicion?: 'fork' | 'bad-proof';
}>;
export type SignedCheckpoint = Readonly<{ checkpoint: Checkpoint; note: string }>;
/** The caller stores the checkpoint if the stored size is still `oldSize` (0 for none), only then signs `text`, and answers 200. */
export type ToCosign = Readonly<{ kind: 'cosign'; oldSize: number; checkpoint: Checkpoint; text: string; note: string }>;
export type WitnessDecision = ToCosign | WitnessAnswer;

/** `stored`: the latest checkpoint of this log that was cosigned. `keys`: trusted keys of it, none for a log that is not known. */
export type WitnessRequest = Readonly<{ stored: Readonly<{ size: number; root: Buffer }> | null; keys: readonly VerifierKey[]; body: Uint8Array }>;

const TEXT = 'text/plain; charset=utf-8';
/** Exactly so: clients compare it, and a charset breaks them. */
const SIZE = 'text/x.tlog.size';

/** Content type of the answer 200, whose body are the signature lines. */
export const COSIGNED_TYPE = TEXT;

/** Decides a request in the order of the table; pure. `readAddCheckpoint` tells before which log's record to bring. */
export function decideWitness({ stored, keys, body }: WitnessRequest): WitnessDecision {
  const request = readAddCheckpoint(body);
  if (request === null) return answer(400, 'Expected an old line, up to 63 hashes, an empty line and a signed checkpoint, but the request is malformed');
  if (keys.length === 0) return answer(404, `Expected to know ${request.origin}, but no key of it is trusted here`);
  const opened = openNote(request.note, keys);
  if (opened.kind === 'refused') return answer(opened.code === 'NOTE_FORM' ? 400 : 403, opened);
  const read = readForm(opened.text);
  if (read.kind === 'refused') return answer(400, read);
  const signed = { checkpoint: read.checkpoint, note: signedByTrusted(opened) };
  return decideSigned(request, opened.text, signed, stored);
}

/** Answer to whoever asked with another old size than the stored one, also where the compare-and-set found it. */
export function conflict(storedSize: number): WitnessAnswer {
  return { kind: 'answer', status: 409, contentType: SIZE, body: `${storedSize}\n` };
}

/**
 * Without the lines of keys that are not the log's: anybody may add some, and what is kept and shown must not be theirs to fill. A line
 * in the witness's own name, which does not verify, would make the note unreadable to everyone who trusts the witness.
 */
function signedByTrusted({ text, lines }: OpenedNote): string {
  return noteOf(text, lines.map(({ key, signature }) => noteLine(key, signature)));
}

function decideSigned(request: AddCheckpoint, text: string, signed: SignedCheckpoint, stored: WitnessRequest['stored']): WitnessDecision {
  const { oldSize, path } = request;
  const { checkpoint } = signed;
  const { origin, size, root } = checkpoint;
  if (oldSize > size) return { ...answer(400, refusals.shrunk(origin, size, oldSize)), signed };
  const known = stored ?? { size: 0, root: emptyRoot };
  const fork = size === known.size && !root.equals(known.root) && stored !== null ? { suspicion: 'fork' as const } : {};
  if (oldSize !== known.size) return { ...conflict(known.size), signed, ...fork };
  if (size === 0 && !root.equals(emptyRoot)) return { ...answer(422, refusals.fork(origin, size, oldSize, 'size 0 has another root than that of the empty tree')), signed, ...fork };
  if (oldSize === size && !root.equals(known.root)) return { ...answer(422, refusals.fork(origin, size, oldSize, 'its root is another one')), signed, ...fork };
  if (path.length > 0 && (oldSize === 0 || oldSize === size)) return { ...answer(422, refusals.fork(origin, size, oldSize, 'its proof should be empty')), signed };
  const grows = verifyConsistency({ oldSize, newSize: size, path, oldRoot: known.root, newRoot: root });
  if (!grows) return { ...answer(422, refusals.fork(origin, size, oldSize, 'its proof does not lead from the stored root to this one')), signed, suspicion: 'bad-proof' };
  return { kind: 'cosign', oldSize, checkpoint, text, note: signed.note };
}

function answer(status: 400 | 403 | 404 | 422, why: string | Refusal): WitnessAnswer {
  return { kind: 'answer', status, contentType: TEXT, body: `${typeof why === 'string' ? why : `${why.code}: ${why.because}`}\n` };
}
