import { dossierRef } from './commitment.js';
import { readCompletenessText } from './completeness.js';
import type { CountedLog } from './completeness.js';
import { readDossierProof } from './dossier-proof.js';
import type { DossierLogProof, DossierProof } from './dossier-proof.js';
import { verifyEvent } from './event-proof.js';
import type { ProvenEvent } from './event-proof.js';
import { openNote } from './note.js';
import { MAX_CLOCK_AHEAD_S, openCheckpoint } from './open-checkpoint.js';
import type { OpenedCheckpoint, OpenOptions } from './open-checkpoint.js';
import { logKeys, policyOrigins } from './policy.js';
import type { Policy } from './policy.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { readTlogProof } from './tlog-proof.js';
import { keyRef } from './verifier-key.js';

/** One log's part: its events of the dossier, how many of them the file opens, and when witnesses had seen all of it. */
export type ProvenLog = Readonly<{
  origin: string; size: number; root: Buffer; cosignedAt: number | null; cosigners: readonly string[];
  events: readonly ProvenEvent[]; opened: number; undisclosed: number;
}>;
/**
 * Report on a dossier (transparency-log.md §9 D). `attested`: the auditor counted the events of every log and signed, at
 * `attestedAt` in seconds; otherwise a log may have hidden its last events.
 */
export type DossierReport = Readonly<{
  kind: 'dossier'; dossier: Readonly<{ code: string; ref: string }>; logs: readonly ProvenLog[];
  completeness: 'attested' | 'not-attested'; attestedAt: number | null;
}>;

/** Verifies a dossier's history, offline: what it rests on is the policy alone. `now`: seconds since 1970. */
export function verifyDossierProof(file: string | Uint8Array, policy: Policy, options: Pick<OpenOptions, 'now'> = {}): DossierReport | Refusal {
  const read = readDossierProof(file);
  if (read.kind === 'refused') return read;
  const { dossier: { code, ref, salt }, logs, completeness } = read.proof;
  if (dossierRef(Buffer.from(salt, 'hex'), code) !== ref) return refusals.dossierRef(code);
  const proven: ProvenLog[] = [];
  for (const log of logs) {
    const verified = verifyLog(log, ref, policy, options);
    if ('kind' in verified) return verified;
    proven.push(verified);
  }
  const refusal = findGap(logs, proven) ?? findMissingCause(proven);
  if (refusal !== null) return refusal;
  const attestedAt = verifyCompleteness(completeness, ref, proven, policy, options);
  if (attestedAt !== null && typeof attestedAt !== 'number') return attestedAt;
  return { kind: 'dossier', dossier: { code, ref }, logs: proven, completeness: attestedAt === null ? 'not-attested' : 'attested', attestedAt };
}

/** D.3 and D.4: every proof of the log, under the one checkpoint that the first of them carries. */
function verifyLog({ origin, key, proofs }: DossierLogProof, ref: string, policy: Policy, options: Pick<OpenOptions, 'now'>): ProvenLog | Refusal {
  let opened: OpenedCheckpoint | null = null;
  const events: ProvenEvent[] = [];
  for (const { tlogProof, sealed, salt } of proofs) {
    const read = readTlogProof(tlogProof);
    if (read.kind === 'refused') return read;
    if (opened === null) {
      const first = openLog(read.proof.checkpoint, origin, key, policy, options);
      if (first.kind === 'refused') return first;
      opened = first;
    } else if (opened.note !== read.proof.checkpoint) {
      return refusals.proofCheckpoint(origin);
    }
    const proven = verifyEvent(read.proof, opened, { sealed, salt });
    if (proven.kind === 'refused') return proven;
    if (proven.row.dossier !== ref) return refusals.entryDossier(`${origin}#${proven.row.index}`, 'it is of another dossier');
    events.push(proven.event);
  }
  if (opened === null) return refusals.proofForm(`${origin} has no proof, and a log without an event is left out`);
  const { checkpoint: { size, root }, cosignedAt, cosigners } = opened;
  const disclosed = events.filter((event) => event.disclosed).length;
  return { origin, size, root, cosignedAt, cosigners, events, opened: disclosed, undisclosed: events.length - disclosed };
}

function openLog(note: string, origin: string, key: string, policy: Policy, { now }: Pick<OpenOptions, 'now'>): OpenedCheckpoint | Refusal {
  if (!logKeys(policy, origin).some((known) => keyRef(known) === key)) return refusals.noteUnverified(`${key}, which the policy does not have for ${origin}`);
  const opened = openCheckpoint(note, policy, now === undefined ? { origin } : { origin, now });
  if (opened.kind === 'refused') return opened;
  return opened.signers.includes(key) ? opened : refusals.noteUnverified(key);
}

/** D.5: the events are the first, the second … of the dossier in their log, and as many as stated. */
function findGap(logs: DossierProof['logs'], proven: readonly ProvenLog[]): Refusal | null {
  for (const [at, { origin, events }] of proven.entries()) {
    const count = logs[at]?.count ?? 0;
    let before = -1;
    for (const [position, { index, dossierVersion }] of events.entries()) {
      const n = position + 1;
      if (dossierVersion !== n) return refusals.dossierDense(n, origin, `event ${dossierVersion} there, at index ${index}`);
      if (index <= before) return refusals.dossierDense(n, origin, `index ${index} after index ${before}`);
      before = index;
    }
    if (count !== events.length) return refusals.dossierDense(Math.min(count, events.length) + 1, origin, `${events.length} events and states ${count}`);
  }
  return null;
}

/** D.6: an event of another log that led to one of these must be here too. It shows a tail that a log hides. */
function findMissingCause(proven: readonly ProvenLog[]): Refusal | null {
  const contained = new Set(proven.flatMap(({ origin, events }) => events.map(({ index }) => `${origin}#${index}`)));
  for (const { origin, events } of proven) {
    for (const { index, cause } of events) {
      if (cause !== null && !contained.has(cause)) return refusals.cause(cause, `only ${origin}#${index}, which it led to`);
    }
  }
  return null;
}

/** D.7: seconds of the auditor's statement if it fits, null where there is none. */
function verifyCompleteness(note: string | null, ref: string, proven: readonly ProvenLog[], policy: Policy, { now }: Pick<OpenOptions, 'now'>): number | Refusal | null {
  if (note === null) return null;
  if (policy.completeness.length === 0) return refusals.noteUnverified('the auditor on completeness, of whom the policy has no key');
  const opened = openNote(note, policy.completeness);
  if (opened.kind === 'refused') return opened;
  const read = readCompletenessText(opened.text);
  if (read.kind === 'refused') return read;
  const { completeness } = read;
  if (completeness.ref !== ref) return refusals.completeness('every log of the policy', 'their', 'it is on another dossier');
  if (now !== undefined && completeness.seconds > now + MAX_CLOCK_AHEAD_S) {
    return refusals.completeness('every log of the policy', 'their', `it is ${completeness.seconds - now} s in the future`);
  }
  return compareCounts(completeness.logs, proven, policy) ?? completeness.seconds;
}

function compareCounts(counted: readonly CountedLog[], proven: readonly ProvenLog[], policy: Policy): Refusal | null {
  for (const origin of policyOrigins(policy)) {
    const log = proven.find((other) => other.origin === origin);
    const events = log?.events.length ?? 0;
    const stated = counted.find((other) => other.origin === origin);
    if (stated === undefined) return refusals.completeness(origin, events, 'it says nothing about this log');
    if (stated.count !== events) return refusals.completeness(origin, events, `it counts ${stated.count}`);
    if (log !== undefined && (log.size !== stated.size || !log.root.equals(stated.root))) {
      return refusals.completeness(origin, events, `it is on size ${stated.size}, and the file on size ${log.size}, or on another root`);
    }
  }
  const stranger = counted.find(({ origin }) => !policy.logs.some(({ key }) => key.name === origin));
  return stranger === undefined ? null : refusals.completeness(stranger.origin, stranger.count, 'the policy has no such log');
}
