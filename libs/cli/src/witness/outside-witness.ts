import { COSIGNED_TYPE, cosign, decideWitness, logKeys, readAddCheckpoint, type Policy, type SigningKey, type VerifierKey } from '@lienthong/transparency-log';
import type { CosignedLogs, Promised } from './cosigned-logs.js';
import { OneAtATime } from './one-at-a-time.js';

export type Answer = Readonly<{ status: number; contentType: string; body: string }>;

export type OutsideWitnessParts = Readonly<{
  /** All of them cosign: two while a key is replaced. */
  keys: readonly SigningKey[]; logs: CosignedLogs;
  /** Whose checkpoints are cosigned: the `log` lines. */
  policy(): Policy;
  /** Something that a person should look at. */
  alarm(message: string): void;
}>;

/** A log asks once a second, and again at most three times; more than this is somebody else. */
const MOST_WAITING = 32;
const TEXT = 'text/plain; charset=utf-8';

/** A witness of other people's logs (C2SP tlog-witness; transparency-log.md §5). It signs nothing that contradicts what it has signed. */
export class OutsideWitness {
  private readonly turns = new OneAtATime(MOST_WAITING);

  constructor(private readonly parts: OutsideWitnessParts) {}

  async addCheckpoint(body: Uint8Array): Promise<Answer> {
    const origin = readAddCheckpoint(body)?.origin ?? '';
    const keys = logKeys(this.parts.policy(), origin);
    const decide = (): Promise<Answer> => this.#decide(origin, keys, body);
    // Who is not known gets no turn, no file and no memory.
    const answer = keys.length === 0 ? await decide() : await this.turns.run(origin, decide);
    return answer ?? { status: 503, contentType: TEXT, body: `Expected to cosign for ${origin}, but too many requests about it wait\n` };
  }

  async #decide(origin: string, keys: readonly VerifierKey[], body: Uint8Array): Promise<Answer> {
    const { logs } = this.parts;
    const promised = keys.length === 0 ? undefined : await logs.findPromised(origin);
    const decision = decideWitness({ stored: promised?.checkpoint ?? null, keys, body });
    if (decision.kind === 'answer') {
      if (decision.suspicion !== undefined && decision.signed !== undefined) await this.#suspect(origin, decision.suspicion, decision.signed.note, promised);
      return { status: decision.status, contentType: decision.contentType, body: decision.body };
    }
    await logs.promise(origin, decision.note);
    const seconds = Math.floor(Date.now() / 1_000);
    const lines = this.parts.keys.map((key) => cosign(key, decision.text, seconds)).join('');
    await logs.show(origin, decision.note + lines);
    return { status: 200, contentType: COSIGNED_TYPE, body: lines };
  }

  async #suspect(origin: string, suspicion: 'fork' | 'bad-proof', note: string, promised: Promised | undefined): Promise<void> {
    this.parts.alarm(suspicion === 'fork' ? `${origin} signed two histories of one size; both notes are kept as evidence` : `${origin} sent a proof that does not lead from what was cosigned to what it signed; both notes are kept`);
    await this.parts.logs.keepEvidence(origin, [note, ...(promised === undefined ? [] : [promised.note])]);
  }
}
