import { setTimeout as pause } from 'node:timers/promises';
import { writeTlogProof } from '@lienthong/transparency-log';
import type { FactEnvelope } from '../fact-envelope.js';
import { CHECKPOINT_HEADER, GROWTH_HEADER } from './feed-binding.js';

/** The verifiable log behind a feed. */
export type ProvenLog = Readonly<{
  /** The newest checkpoint that met the policy; undefined before the first. */
  served(): Promise<Readonly<{ size: number; note: string }> | undefined>;
  proofs(indexes: readonly number[], size: number): Promise<readonly Readonly<{ entry: Buffer; path: readonly Buffer[] }>[]>;
  consistency(oldSize: number, newSize: number): Promise<readonly Buffer[]>;
}>;

export type ProvenFacts = Readonly<{ facts: readonly FactEnvelope[]; headers: Readonly<Record<string, string>> }>;

/** Checkpoints come once a second, cosigned: a fact that is older than this and not covered waits for the consumer's next request. */
const COVERED_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 50;

/** The facts of a page that a served checkpoint covers, each with its proof, and the checkpoint. Undefined while there is none at all. */
export async function proveFacts(log: ProvenLog, facts: readonly FactEnvelope[], since: number, signal: AbortSignal): Promise<ProvenFacts | undefined> {
  const checkpoint = await servedBeyond(log, Number(facts.at(-1)?.logindex ?? -1), signal);
  if (checkpoint === undefined) return undefined;
  const { size, note } = checkpoint;
  const covered = facts.filter(({ logindex }) => Number(logindex) < size);
  const proofs = await log.proofs(covered.map(({ logindex }) => Number(logindex)), size);
  // A consumer that has seen a larger log than this one gets no proof: there is none, and it shall say so.
  const growth = since > 0 && since < size ? await log.consistency(since, size) : [];
  return {
    facts: covered.map((fact, at) => ({ ...fact, logproof: withoutCheckpoint(Number(fact.logindex), proofs[at]!) })),
    headers: { [CHECKPOINT_HEADER]: Buffer.from(note).toString('base64'), [GROWTH_HEADER]: growth.map((hash) => hash.toString('base64')).join(',') },
  };
}

async function servedBeyond(log: ProvenLog, index: number, signal: AbortSignal): Promise<Readonly<{ size: number; note: string }> | undefined> {
  for (const end = performance.now() + COVERED_WITHIN_MS; ;) {
    const checkpoint = await log.served();
    if ((checkpoint?.size ?? -1) > index || performance.now() > end || signal.aborted) return checkpoint;
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

function withoutCheckpoint(index: number, { entry, path }: Readonly<{ entry: Buffer; path: readonly Buffer[] }>): string {
  return Buffer.from(writeTlogProof({ entry, index, path, checkpoint: '' })).toString('base64');
}
