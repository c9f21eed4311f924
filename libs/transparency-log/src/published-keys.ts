import { sha256 } from './digest.js';
import { keyFromSeed } from './signing-key.js';
import type { SigningKey } from './signing-key.js';
import type { KeyType } from './verifier-key.js';

/** Key of a trial on one machine. Anybody can compute it from its name, so its signatures prove nothing. */
export function sampleKey(name: string, type: KeyType): SigningKey {
  return keyFromSeed(name, type, sampleSeed(name));
}

const SAMPLE_PROVINCE = 'lienthong.local';
const TEST_PROVINCE = 'lienthong.test';
/** Every name that the project gives a log or a key; what is published for one name may have been copied under another. */
const PATHS = ['intake', 'processing', 'tax', 'land-registry', 'postal', 'audit', 'audit/witness', 'audit/completeness', 'witness'];
const OUTSIDE = ['lienthong.neighbour/witness', 'witness.example.org/w1'];
/** test/vectors: a second key of one name, and one that forged with it. */
const TEST_LABELS = ['', '#2', '#evil'];

/** Whether a key's secret is one that this project has published: a sample, or one of the test vectors. Nobody may rely on such a key. */
export function isPublishedKey({ verifier: { name }, seed }: SigningKey): boolean {
  const names = [name, ...OUTSIDE, ...[SAMPLE_PROVINCE, TEST_PROVINCE].flatMap((province) => PATHS.map((path) => `${province}/${path}`))];
  return names.some((each) => seed.equals(sampleSeed(each)) || TEST_LABELS.some((label) => seed.equals(testSeed(each + label))));
}

function sampleSeed(name: string): Buffer {
  return sha256(Buffer.from(`sample key of ${name}`));
}

function testSeed(label: string): Buffer {
  return sha256(Buffer.from(`lienthong test-only key: ${label}`));
}
