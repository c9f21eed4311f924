import { openCheckpoint, verifyGrowth, verifyTlogProof } from '@lienthong/transparency-log';
import type { OpenedCheckpoint, Policy, Refusal } from '@lienthong/transparency-log';
import { readFact } from './fact.js';
import type { Fact } from './fact.js';
import { FeedDoubt } from './feed-doubt.js';
import type { FeedState } from './feed-state.js';

/** A page of a feed as it came. `growth`: hashes from the checkpoint in `state` to this one. `isFiltered`: numbers may be left out. */
export type Batch = Readonly<{ items: readonly unknown[]; next: number; checkpoint: string | null; growth: readonly Buffer[]; isFiltered: boolean }>;

/** `now` in seconds since 1970. */
export type Trust = Readonly<{ policy: Policy; origin: string; now: number }>;

/** The facts of a batch and the state after it. Throws FeedDoubt at the first thing that does not fit; nothing is to be handed over then. */
export function verifyBatch(batch: Batch, state: FeedState, trust: Trust | null): Readonly<{ facts: readonly Fact[]; state: FeedState }> {
  const evidence = { before: state.checkpoint, now: batch.checkpoint };
  const doubt = (code: FeedDoubt['code'], because: string): never => { throw new FeedDoubt(code, because, evidence); };
  const facts = batch.items.map((item) => readFact(item) ?? doubt('FACT', 'Expected to read a fact, but a member of its envelope is missing or malformed'));
  countFacts(facts, state, batch.isFiltered, doubt);
  if (batch.next < state.after || (facts.length > 0 && batch.next < Number(facts.at(-1)?.sequence))) doubt('REPEAT', `Expected the feed to go on after ${state.after}, but it points back to ${batch.next}`);
  const after = { after: batch.next, logIndex: Number(facts.at(-1)?.logindex ?? state.logIndex) };
  if (trust === null) return { facts, state: { ...after, checkpoint: state.checkpoint } };
  if (batch.checkpoint === null) return doubt('UNPROVEN', 'Expected a checkpoint with the facts, but the feed sent none');
  const opened = believed(openCheckpoint(batch.checkpoint, trust.policy, { origin: trust.origin, now: trust.now }), doubt);
  checkGrowth(opened, state, batch.growth, trust, doubt);
  for (const fact of facts) checkFact(fact, batch.checkpoint, trust, doubt);
  return { facts, state: { ...after, checkpoint: batch.checkpoint } };
}

type Doubt = (code: FeedDoubt['code'], because: string) => never;

function believed<T extends { kind: string }>(answer: T | Refusal, doubt: Doubt): T {
  return answer.kind === 'refused' ? doubt((answer as Refusal).code, (answer as Refusal).because) : answer as T;
}

/** Numbers are dense and log indexes rise, within the batch and from the last one. A filter leaves numbers out, and so this cannot be seen. */
function countFacts(facts: readonly Fact[], { after, logIndex }: FeedState, isFiltered: boolean, doubt: Doubt): void {
  let [number, index] = [after, logIndex];
  for (const { sequence, logindex } of facts) {
    if (Number(sequence) <= number) doubt('REPEAT', `Expected fact ${number + 1}, but ${sequence} came again`);
    if (Number(sequence) > number + 1 && !isFiltered) doubt('HOLE', `Expected fact ${number + 1}, but the feed goes on with ${sequence}`);
    if (Number(logindex) <= index) doubt('REPEAT', `Expected fact ${sequence} to lie after log index ${index}, but it names ${logindex}`);
    [number, index] = [Number(sequence), Number(logindex)];
  }
}

function checkGrowth({ checkpoint }: OpenedCheckpoint, state: FeedState, growth: readonly Buffer[], { policy, origin }: Trust, doubt: Doubt): void {
  if (state.checkpoint === null) return;
  // The kept one was believed when it came: a witness that the policy has dropped since makes it no less evidence.
  const before = believed(openCheckpoint(state.checkpoint, { ...policy, quorum: 'none' }, { origin }), doubt);
  believed(verifyGrowth(before.checkpoint, checkpoint, growth), doubt);
}

/** The entry is in the log, at the index that the fact names, and says the same of it as the fact does. */
function checkFact(fact: Fact, checkpoint: string, { policy, origin, now }: Trust, doubt: Doubt): void {
  const name = `${origin}#${fact.logindex}`;
  if (fact.logproof === undefined) return doubt('UNPROVEN', `Expected a proof of ${name}, but the fact came without one`);
  const proof = `${Buffer.from(fact.logproof, 'base64').toString('utf8')}${checkpoint}`;
  const report = believed(verifyTlogProof(proof, policy, null, { origin, now }), doubt);
  const isSame = fact.source === origin && Number(fact.logindex) === report.event.index && Date.parse(fact.time) === Date.parse(report.event.at)
    && (fact.dossierref ?? null) === report.dossier;
  if (!isSame) doubt('FACT', `Expected fact ${fact.sequence} to be what entry ${name} says, but source, index, time or dossier differ`);
}
