import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleKey, writePolicy } from '@lienthong/transparency-log';
import { originOf, type ServiceName } from '../service-names.js';
import { LogSigner, signerOf } from '../transparency/note-signer.js';

/** What signs for a service in local mode; anybody can compute it. */
export function sampleSigner(service: ServiceName): LogSigner {
  const origin = originOf('local', service);
  return new LogSigner(origin, [signerOf(sampleKey(origin, 'note'))]);
}

/** A policy that believes the sample keys of these services, in a file that is gone with `remove`. */
export async function samplePolicyFile(...services: readonly ServiceName[]): Promise<Readonly<{ path: string; remove(): Promise<void> }>> {
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-policy-'));
  const path = join(folder, 'policy');
  await writeFile(path, writePolicy({ logs: services.map((service) => ({ key: sampleKey(originOf('local', service), 'note').verifier, url: null })), witnesses: [], groups: [], quorum: 'none', completeness: [] }));
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
