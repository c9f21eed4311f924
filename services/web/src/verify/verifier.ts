import type { Answer, PolicyOutcome, ProofOutcome, Question } from './outcome.js';

/** Ten thousand proofs take a few seconds on a slow phone; what takes longer is no proof worth waiting for. */
const LONGEST_MS = 60_000;

type Asked = Readonly<{ settle: (answer: Answer) => void; fail: (error: Error) => void }>;
type Ask = { ask: 'policy'; policy: string } | { ask: 'proof'; policy: string; file: ArrayBuffer };

/** The worker that verifies, as long as the page is open. */
export class Verifier {
  private readonly worker = new Worker(new URL('./proof-worker.ts', import.meta.url), { type: 'module' });
  private readonly asked = new Map<number, Asked>();
  private last = 0;

  constructor() {
    this.worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      this.asked.get(data.id)?.settle(data);
      this.asked.delete(data.id);
    });
    this.worker.addEventListener('error', (event) => this.failAll(new Error(event.message)));
  }

  async readKeys(policy: string): Promise<PolicyOutcome> {
    const { policy: outcome } = await this.ask({ ask: 'policy', policy });
    if (outcome === undefined) throw new Error('Expected the keys to be read, but the answer is to something else');
    return outcome;
  }

  async readProof(file: ArrayBuffer, policy: string): Promise<ProofOutcome> {
    const { proof } = await this.ask({ ask: 'proof', policy, file });
    if (proof === undefined) throw new Error('Expected the proof to be read, but the answer is to something else');
    return proof;
  }

  close(): void {
    this.worker.terminate();
    this.failAll(new Error('Expected to verify, but the page was left'));
  }

  private ask(ask: Ask): Promise<Answer> {
    this.last += 1;
    const question: Question = { ...ask, id: this.last };
    return new Promise((settle, fail) => {
      const timer = setTimeout(() => this.failAll(new Error(`Expected an answer within ${LONGEST_MS} ms, but there was none`)), LONGEST_MS);
      const done = <Value>(next: (value: Value) => void) => (value: Value) => {
        clearTimeout(timer);
        next(value);
      };
      this.asked.set(question.id, { settle: done(settle), fail: done(fail) });
      this.worker.postMessage(question);
    });
  }

  private failAll(error: Error): void {
    for (const { fail } of this.asked.values()) fail(error);
    this.asked.clear();
  }
}
