import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFromSeed, sha256, signingKeyText } from '@lienthong/transparency-log';
import type { SigningKey } from '@lienthong/transparency-log';

/** Keys of the vectors: everybody knows them, and local mode takes them. */
export function testKey(name: string, type: 'note' | 'cosignature'): SigningKey {
  return keyFromSeed(name, type, sha256(Buffer.from(`lienthong test-only key: ${name}`)));
}

export const keyText = (name: string, type: 'note' | 'cosignature'): string => signingKeyText(testKey(name, type));

/** A policy file for one spec, gone with `remove`. */
export async function writePolicyFile(text: string): Promise<Readonly<{ path: string; remove(): Promise<void> }>> {
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-policy-'));
  const path = join(folder, 'policy');
  await writeFile(path, text);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
