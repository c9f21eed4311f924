import { keyFromSeed, readPolicy, readVerifierKey, sha256 } from './index.js';
import type { KeyType, Policy, Refusal, SigningKey, VerifierKey } from './index.js';

/** Keys of the vectors; `label` beyond the name tells a second key of one name. */
export function testKey(name: string, type: KeyType = 'note', label = ''): SigningKey {
  return keyFromSeed(name, type, sha256(Buffer.from(`lienthong test-only key: ${name}${label}`)));
}

export const WITNESS = testKey('lienthong.test/audit/witness', 'cosignature');
export const AUDITOR = testKey('lienthong.test/audit/completeness');
/** When the vectors' witness cosigned. */
export const COSIGNED_AT = 1_790_000_000;

export function keyOf(text: string): VerifierKey {
  const read = readVerifierKey(text);
  if (read.kind === 'refused') throw new Error(read.because);
  return read.key;
}

export function policyOf(text: string): Policy {
  const read = readPolicy(text);
  if (read.kind === 'refused') throw new Error(read.because);
  return read.policy;
}

/** A policy of these logs, one witness and the auditor's key for statements. */
export function policyText(logs: readonly string[], { witness = WITNESS.verifier.text, completeness = AUDITOR.verifier.text } = {}): string {
  return [...logs.map((key) => `log ${key}`), `witness audit ${witness}`, 'quorum audit', `# completeness ${completeness}`, ''].join('\n');
}

/** Code of a refusal, or null for what was accepted; complains about a refusal without a sentence. */
export function codeOf(outcome: Refusal | Readonly<{ kind: string }>): string | null {
  if (!('code' in outcome)) return null;
  expect(outcome.because).toMatch(/^Expected .+, but .+/);
  return outcome.code;
}
