/** A sleep that others can end. A wake that comes while nobody sleeps ends the next sleep at once. */
export class Wakeup {
  #woken = false;
  #end: (() => void) | undefined;

  wake(): void {
    this.#woken = true;
    this.#end?.();
  }

  /** At most `longestMs`; a wake ends it, but not before `shortestMs`: many wakes are answered together. */
  async sleep(longestMs: number, shortestMs: number, stop: AbortSignal): Promise<void> {
    const from = performance.now();
    if (!this.#woken && !stop.aborted) await this.#wait(longestMs, stop, () => this.#woken);
    const rest = Math.min(shortestMs, longestMs) - (performance.now() - from);
    if (rest > 0 && !stop.aborted) await this.#wait(rest, stop, () => false);
    this.#woken = false;
  }

  #wait(ms: number, stop: AbortSignal, mayEnd: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stop.removeEventListener('abort', end);
        this.#end = undefined;
        resolve();
      };
      const timer = setTimeout(end, ms);
      stop.addEventListener('abort', end, { once: true });
      this.#end = () => { if (mayEnd()) end(); };
    });
  }
}
