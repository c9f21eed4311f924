/** Work about one thing in the order in which it came, of different things side by side. */
export class OneAtATime {
  private readonly last = new Map<string, Promise<unknown>>();
  private readonly waiting = new Map<string, number>();

  constructor(private readonly mostWaiting: number) {}

  /** Undefined when too much waits already. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T | undefined> {
    const waiting = this.waiting.get(key) ?? 0;
    if (waiting >= this.mostWaiting) return undefined;
    this.waiting.set(key, waiting + 1);
    const before = this.last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.last.set(key, turn);
    try {
      return await turn;
    } finally {
      const left = (this.waiting.get(key) ?? 1) - 1;
      if (left > 0) this.waiting.set(key, left);
      else {
        this.waiting.delete(key);
        this.last.delete(key);
      }
    }
  }
}
