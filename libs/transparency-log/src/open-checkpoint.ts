import { readCheckpointText } from './checkpoint.js';
import type { Checkpoint } from './checkpoint.js';
import { readUtf8 } from './exact-text.js';
import { openNote } from './note.js';
import type { OpenedNote } from './note.js';
import { logKeys, missingForQuorum } from './policy.js';
import type { Policy } from './policy.js';
import { refusals } from './refusal.js';
import type { Refusal } from './refusal.js';
import { keyRef } from './verifier-key.js';
import type { VerifierKey } from './verifier-key.js';

/**
 * A checkpoint that the policy believes. `cosignedAt`: seconds of the latest cosignature of a known witness, null without
 * one. `signers` and `cosigners`: `name+id` of the known keys that signed, log's and witnesses'.
 */
export type OpenedCheckpoint = Readonly<{
  kind: 'checkpoint'; checkpoint: Checkpoint; note: string; cosignedAt: number | null; signers: readonly string[]; cosigners: readonly string[];
}>;

/** `origin`: only this log's checkpoint will do. `now`: seconds since 1970; without it no time is too late. */
export type OpenOptions = Readonly<{ origin?: string; now?: number }>;

/** A witness's clock may be this far ahead of the reader's, in seconds. */
export const MAX_CLOCK_AHEAD_S = 300;

/** Opens a log's checkpoint: signed with its key, of its own origin, cosigned by the policy's quorum, not from the future. */
export function openCheckpoint(note: string | Uint8Array, policy: Policy, { origin, now }: OpenOptions = {}): OpenedCheckpoint | Refusal {
  const trusted = origin === undefined ? policy.logs.map(({ key }) => key) : logKeys(policy, origin);
  if (trusted.length === 0) return refusals.noteUnverified(origin === undefined ? 'a log, and the policy names none' : `${origin}, of which the policy has no key`);
  const opened = openNote(note, [...trusted, ...policy.witnesses.map(({ key }) => key)]);
  if (opened.kind === 'refused') return opened;
  const signers = opened.lines.filter(({ key }) => trusted.includes(key)).map(({ key }) => key);
  if (signers.length === 0) return refusals.noteUnverified(trusted.map(keyRef).join(' or '));
  const read = readCheckpointText(opened.text);
  if (read.kind === 'refused') return read;
  const { checkpoint } = read;
  const own = signers.filter(({ name }) => name === checkpoint.origin);
  if (own.length === 0) return refusals.checkpointOrigin(signers.map(({ name }) => name).join(' or '), `it is of ${checkpoint.origin}`);
  return cosignedCheckpoint({ checkpoint, note: readUtf8(note) ?? '', signers: own.map(keyRef), opened, policy, now });
}

type Signed = Readonly<{
  checkpoint: Checkpoint; note: string; signers: readonly string[]; opened: OpenedNote; policy: Policy; now: number | undefined;
}>;

function cosignedCheckpoint({ checkpoint, note, signers, opened, policy, now }: Signed): OpenedCheckpoint | Refusal {
  const cosigners: VerifierKey[] = [];
  let cosignedAt: number | null = null;
  for (const { key, time } of opened.lines) {
    if (time === undefined) continue;
    if (now !== undefined && time > now + MAX_CLOCK_AHEAD_S) {
      return refusals.quorum(policy.quorum, `that of ${keyRef(key)} on ${checkpoint.origin} size ${checkpoint.size} is ${time - now} s in the future`);
    }
    cosigners.push(key);
    cosignedAt = Math.max(cosignedAt ?? 0, time);
  }
  const missing = missingForQuorum(policy, cosigners);
  if (missing.length > 0) return refusals.quorum(policy.quorum, `${missing.join(', ')} are missing on ${checkpoint.origin} size ${checkpoint.size}`);
  return { kind: 'checkpoint', checkpoint, note, cosignedAt, signers, cosigners: cosigners.map(keyRef) };
}
