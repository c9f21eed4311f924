/** Ends requests to other services when this one stops. */
export class Stopping {
  private readonly stopping = new AbortController();
  readonly signal: AbortSignal = this.stopping.signal;

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}
