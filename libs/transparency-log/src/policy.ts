import type { VerifierKey } from './verifier-key.js';

/** A log whose checkpoints are believed. Lines with several keys of one name are a rotation: each of the keys serves. */
export type PolicyLog = Readonly<{ key: VerifierKey; url: string | null }>;
/** A witness; `name` is the policy's own name for it, used in groups and quorum only. */
export type PolicyWitness = Readonly<{ name: string; key: VerifierKey; url: string | null }>;
/** Witnesses a checkpoint when at least `threshold` of its members do. */
export type PolicyGroup = Readonly<{ name: string; threshold: number; members: readonly string[] }>;

/**
 * Whom a verifier believes (C2SP tlog-policy). It must reach him by another way than the proofs do. `quorum` is the name
 * of a witness or group, or `none`. `completeness` are keys of the auditor's statements; the lines that name them are
 * comments to other tools.
 */
export type Policy = Readonly<{
  logs: readonly PolicyLog[]; witnesses: readonly PolicyWitness[]; groups: readonly PolicyGroup[]; quorum: string; completeness: readonly VerifierKey[];
}>;

export const NO_QUORUM = 'none';

/** Origins of the logs, each once, in the order of their bytes. */
export function policyOrigins(policy: Policy): readonly string[] {
  const origins = new Set(policy.logs.map(({ key }) => key.name));
  return [...origins].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Keys of one log: several after a rotation, none for a log that is not believed. */
export function logKeys(policy: Policy, origin: string): readonly VerifierKey[] {
  return policy.logs.filter(({ key }) => key.name === origin).map(({ key }) => key);
}

/** Names, of witnesses and groups, that a quorum still lacks; empty where the cosigners are enough. */
export function missingForQuorum(policy: Policy, cosigners: readonly VerifierKey[]): readonly string[] {
  if (policy.quorum === NO_QUORUM) return [];
  const witnessed = new Set(policy.witnesses.filter(({ key }) => cosigners.some(({ text }) => text === key.text)).map(({ name }) => name));
  // A group names only what stands above it, so one pass in order settles all of them.
  for (const { name, threshold, members } of policy.groups) {
    if (members.filter((member) => witnessed.has(member)).length >= threshold) witnessed.add(name);
  }
  if (witnessed.has(policy.quorum)) return [];
  const group = policy.groups.find(({ name }) => name === policy.quorum);
  return group === undefined ? [policy.quorum] : group.members.filter((member) => !witnessed.has(member));
}
