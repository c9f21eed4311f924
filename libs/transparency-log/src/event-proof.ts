import { readCanonical } from './canonical-json.js';
import { commitment } from './commitment.js';
import { readEntry } from './entry.js';
import type { EntryRow } from './entry.js';
import { verifyInclusion } from './inclusion.js';
import { openCheckpoint } from './open-checkpoint.js';
import type { OpenedCheckpoint, OpenOptions } from './open-checkpoint.js';
import type { Policy } from './policy.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { leafHash } from './tree.js';
import { readTlogProof } from './tlog-proof.js';
import type { TlogProof } from './tlog-proof.js';

/** What opens an entry's commitment: the exact sealed text and its salt, 64 hex digits. Null: erased, or not disclosed here. */
export type Opening = Readonly<{ sealed: string | null; salt: string | null }>;
/** The sealed text, read. `actorId` is the acting person, `data` the event's payload. */
export type Sealed = Readonly<{ actorId: string | null; data: Readonly<Record<string, unknown>> }>;

/** An event that is proved to be in its log, with what of it was disclosed. */
export type ProvenEvent = Readonly<{
  index: number; type: string; at: string; actor: string; cause: string | null; dossierVersion: number | null; disclosed: boolean; sealed: Sealed | null;
}>;
/** Report on one event (transparency-log.md §9 A); `cosignedAt`: it existed before these seconds, null without a witness. */
export type EventReport = Readonly<{
  kind: 'event'; origin: string; size: number; cosignedAt: number | null; cosigners: readonly string[]; dossier: string | null; event: ProvenEvent;
}>;

/** Verifies a proof of one event, offline: what it rests on is the policy alone. */
export function verifyTlogProof(text: string | Uint8Array, policy: Policy, opening: Opening | null = null, options: OpenOptions = {}): EventReport | Refusal {
  const read = readTlogProof(text);
  if (read.kind === 'refused') return read;
  const opened = openCheckpoint(read.proof.checkpoint, policy, options);
  if (opened.kind === 'refused') return opened;
  const proven = verifyEvent(read.proof, opened, opening ?? { sealed: null, salt: null });
  if (proven.kind === 'refused') return proven;
  const { checkpoint: { origin, size }, cosignedAt, cosigners } = opened;
  return { kind: 'event', origin, size, cosignedAt, cosigners, dossier: proven.row.dossier, event: proven.event };
}

/** Steps A.3 to A.6, under a checkpoint that was opened before. */
export function verifyEvent(
  { entry, index, path }: TlogProof, { checkpoint }: OpenedCheckpoint, opening: Opening,
): Readonly<{ kind: 'proven'; row: EntryRow; event: ProvenEvent }> | Refusal {
  const { origin, size, root } = checkpoint;
  const at = `${origin}#${index}`;
  if (!verifyInclusion({ index, size, leaf: leafHash(entry), path, root })) return refusals.inclusion(at, size);
  const read = readEntry(entry);
  if (read.kind === 'refused') return refusals.entryForm(at, read.because);
  const { row } = read;
  if (row.index !== index || row.log !== origin) return refusals.entryForm(at, `it says that it is ${row.log}#${row.index}`);
  const sealed = openCommitment(at, row.commitment, opening);
  if (sealed?.kind === 'refused') return sealed;
  const { type, actor, cause, dossierVersion } = row;
  const event = { index, type, at: row.at, actor, cause, dossierVersion, disclosed: sealed !== null, sealed: sealed === null ? null : sealed.sealed };
  return { kind: 'proven', row, event };
}

function openCommitment(at: string, committed: string, { sealed, salt }: Opening): Readonly<{ kind: 'opened'; sealed: Sealed }> | Refusal | null {
  if (sealed === null && salt === null) return null;
  if (sealed === null || salt === null) return refusals.sealed(at, `the file has only the ${sealed === null ? 'salt' : 'text'}`);
  if (!/^[0-9a-f]{64}$/.test(salt) || commitment(Buffer.from(salt, 'hex'), sealed).toString('hex') !== committed) return refusals.sealed(at);
  const text = readCanonical(sealed);
  if (text.kind === 'refused') return refusals.sealed(at, `the text is not canonical: ${text.refusal.because}`);
  return isSealed(text.value) ? { kind: 'opened', sealed: text.value } : refusals.sealed(at, 'the text has not the members actorId and data');
}

function isSealed(value: unknown): value is Sealed {
  if (!isObject(value) || Object.keys(value).join() !== 'actorId,data') return false;
  return (value['actorId'] === null || typeof value['actorId'] === 'string') && isObject(value['data']);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
