import type { LogTree } from '@lienthong/event-store';
import type { SignedCheckpoint } from './signed-checkpoint.js';
import type { WitnessClient } from './witness-client.js';

/** What asking a witness to cosign came to. `ahead`: it says that it has cosigned a larger tree than this log remembers to have signed. */
export type InquiryOutcome =
  | Readonly<{ kind: 'cosigned'; line: string }>
  | Readonly<{ kind: 'ahead'; size: number }>
  | Readonly<{ kind: 'contradicted'; size: number; because: string }>
  | Readonly<{ kind: 'failed'; because: string }>;

/** Asked again with a proof from where the witness stands; more often means that somebody else is asking, too. */
const MOST_REPEATS = 3;
const RETRY_MS = { first: 1_000, most: 60_000 } as const;

/** One witness, as the log knows it while one replica publishes: how far it has come, and when it may be asked again. */
export class WitnessInquiry {
  /** Until it has answered: asked with 0, a witness that knows the log says where it stands. */
  #knownSize = 0;
  #delayMs = 0;
  #notBefore = -Infinity;
  #asking = false;

  constructor(readonly client: WitnessClient) {}

  get name(): string {
    return this.client.witness.name;
  }

  isDue(): boolean {
    return !this.#asking && performance.now() >= this.#notBefore;
  }

  /** Undefined when it is being asked already. */
  async ask(signed: SignedCheckpoint, tree: Pick<LogTree, 'consistency'>, stop: AbortSignal): Promise<InquiryOutcome | undefined> {
    if (this.#asking) return undefined;
    this.#asking = true;
    try {
      const outcome = await this.#submit(signed, tree, stop).catch((error: unknown): InquiryOutcome => ({ kind: 'failed', because: String(error) }));
      this.#delayMs = outcome.kind === 'cosigned' ? 0 : Math.min(Math.max(this.#delayMs * 2, RETRY_MS.first), RETRY_MS.most);
      this.#notBefore = performance.now() + this.#delayMs;
      return outcome;
    } finally {
      this.#asking = false;
    }
  }

  async #submit(signed: SignedCheckpoint, tree: Pick<LogTree, 'consistency'>, stop: AbortSignal): Promise<InquiryOutcome> {
    let oldSize = this.#knownSize;
    for (let repeats = 0; repeats <= MOST_REPEATS; repeats += 1) {
      if (oldSize > signed.size) return { kind: 'ahead', size: oldSize };
      const path = await tree.consistency(oldSize, signed.size);
      const answer = await this.client.submit({ oldSize, path, text: signed.text, note: signed.note }, stop);
      if (answer.kind === 'contradicted') return { ...answer, size: oldSize };
      if (answer.kind === 'cosigned') this.#knownSize = signed.size;
      if (answer.kind !== 'stands-at') return answer;
      oldSize = this.#knownSize = answer.size;
    }
    return { kind: 'failed', because: `${this.name} stood at another size each of ${MOST_REPEATS + 1} times` };
  }
}
