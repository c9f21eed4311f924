import { setTimeout as sleep } from 'node:timers/promises';
import { verifyFile } from '@lienthong/verify';
import type { ApiClient } from './api-client.js';

/** `doubts` name each dossier whose proof does not hold, or does not say that it is complete. */
export type ProofCheck = Readonly<{ verified: number; events: number; slowestMs: number; doubts: readonly string[] }>;

/** A dossier that has just ended is covered by the next checkpoints; after a service was killed, by the first that it signs again. */
const PROVEN_WITHIN_MS = 60_000;

/** Downloads the proof file of each dossier and verifies it as a stranger would, with nothing but the file and the policy. */
export async function checkProofs(reader: ApiClient, codes: readonly string[], onProgress: (done: number) => void = () => {}): Promise<ProofCheck> {
  const policy = await (await fetch(`${reader.gateway}/log/policy`, { signal: AbortSignal.timeout(10_000) })).text();
  const doubts: string[] = [];
  let [verified, events, slowestMs] = [0, 0, 0];
  for (const code of codes) {
    const file = await downloadProof(reader, code);
    const begun = performance.now();
    const found = verifyFile(file, policy, { now: Math.floor(Date.now() / 1_000) });
    slowestMs = Math.max(slowestMs, performance.now() - begun);
    events += found.dossier?.logs.reduce((sum, log) => sum + log.events.length, 0) ?? 0;
    if (found.verdict === 'verified' && found.dossier?.dossier.code === code) verified += 1;
    else doubts.push(`the proof of ${code} is ${found.verdict}${found.refusal === null ? '' : `: ${found.refusal.code} ${found.refusal.because}`}`);
    onProgress(verified + doubts.length);
  }
  return { verified, events, slowestMs, doubts };
}

async function downloadProof(reader: ApiClient, code: string): Promise<Buffer> {
  for (const end = Date.now() + PROVEN_WITHIN_MS; ;) {
    const answer = await reader.download(`/api/audit/dossiers/${code}/proof`);
    if (answer.status === 200) return answer.body;
    if (answer.status < 500 && answer.status !== 409 && answer.status !== 429) throw new Error(`Expected the proof of ${code}, but the answer is ${answer.status}: ${answer.body.toString().slice(0, 300)}`);
    if (Date.now() > end) throw new Error(`Expected the proof of ${code} within ${PROVEN_WITHIN_MS / 1_000} s, but the answer stays ${answer.status}: ${answer.body.toString().slice(0, 300)}`);
    await sleep(500);
  }
}
