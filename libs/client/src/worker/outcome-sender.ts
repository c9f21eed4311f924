import { backOff } from './back-off.js';
import { MOST_AT_ONCE, RequestFailed, type Answered, type JobsApi } from './jobs-api.js';
import type { Outcome } from './outcome.js';

type Waiting = Readonly<{ outcome: Outcome; done: (answer: Answered | undefined) => void }>;

/** Two on their way: while the one is being committed the next is read. */
const MOST_ON_THEIR_WAY = 2;

/**
 * Brings outcomes back, many in one request: what comes while others are on their way goes with the next. A request that fails is repeated
 * until it is answered or `givenUp`: under its lock an outcome counts once, however often it is said. As many wait as handlers may run.
 */
export class OutcomeSender {
  private readonly waiting: Waiting[] = [];
  private onTheirWay = 0;

  constructor(private readonly api: JobsApi, private readonly givenUp: AbortSignal, private readonly onTrouble: (because: Error) => void) {}

  /** Undefined when it was given up: then nobody knows, and the job is done again when its lock has run out. */
  send(outcome: Outcome): Promise<Answered | undefined> {
    return new Promise((done) => {
      this.waiting.push({ outcome, done });
      // One turn of the event loop: handlers that end together go together.
      setImmediate(() => this.next());
    });
  }

  private next(): void {
    if (this.waiting.length === 0 || this.onTheirWay >= MOST_ON_THEIR_WAY) return;
    const batch = this.waiting.splice(0, MOST_AT_ONCE);
    this.onTheirWay += 1;
    void this.bring(batch).finally(() => {
      this.onTheirWay -= 1;
      this.next();
    });
  }

  private async bring(batch: readonly Waiting[]): Promise<void> {
    for (let failures = 1; !this.givenUp.aborted; failures += 1) {
      try {
        const answers = await this.api.sendOutcomes(batch.map(({ outcome }) => outcome));
        for (const [index, { done }] of batch.entries()) done(answers[index]);
        return;
      } catch (error) {
        this.onTrouble(error as Error);
        // One that cannot be read must not take the others with it.
        if ((error as RequestFailed).isFinal && batch.length > 1) return this.bringApart(batch);
        if ((error as RequestFailed).isFinal) break;
        await backOff(failures, this.givenUp);
      }
    }
    for (const { done } of batch) done(undefined);
  }

  private async bringApart(batch: readonly Waiting[]): Promise<void> {
    for (const one of batch) await this.bring([one]);
  }
}
