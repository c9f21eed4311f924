import { readPolicy, type Policy, type SigningKey } from '@lienthong/transparency-log';

/** The policy file as it is, since it is handed on byte for byte, and what it says. */
export type InstallationPolicy = Readonly<{ text: string; policy: Policy }>;
export type InstallationPolicyRead = Readonly<{ kind: 'policy'; installation: InstallationPolicy }> | Readonly<{ kind: 'unusable'; because: string }>;

/** Several hundred keys; whatever is larger is another file. */
const MOST_BYTES = 262_144;

/**
 * `log`: the log that is to be signed with these keys. A policy that knows the log by other keys only would make everything that is signed
 * from now on worthless to whoever uses it; one that does not know the log at all says that it cannot be witnessed (audit without others).
 */
export function readInstallationPolicy(text: string, log: Readonly<{ origin: string; keys: readonly SigningKey[] }> | null): InstallationPolicyRead {
  if (Buffer.byteLength(text) > MOST_BYTES) return unusable(`names a file of more than ${MOST_BYTES} bytes`);
  const read = readPolicy(text);
  if (read.kind === 'refused') return unusable(`names a file that is no policy: ${read.because}`);
  const known = log === null ? [] : read.policy.logs.filter(({ key }) => key.name === log.origin);
  const isTrusted = known.length === 0 || known.some(({ key }) => log?.keys.some(({ verifier }) => verifier.text === key.text));
  if (!isTrusted) return unusable(`knows ${log?.origin} by other keys than those it is to sign with`);
  return { kind: 'policy', installation: { text, policy: read.policy } };
}

function unusable(because: string): InstallationPolicyRead {
  return { kind: 'unusable', because };
}
