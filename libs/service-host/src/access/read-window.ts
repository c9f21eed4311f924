/** Of reads that are the same but for their time, one in this time is entered: a page that loads twice is read once. */
export const SAME_READ_MS = 60_000;
/** About 200 bytes each. Whoever is forgotten early is entered once more, which is the safe side. */
const MOST_REMEMBERED = 20_000;

/** Which reads have been entered lately, by whatever makes them the same. */
export class ReadWindow {
  readonly #enteredAt = new Map<string, number>();

  /** True where the same read was entered less than a minute ago; otherwise it counts as entered now. */
  covers(same: string, nowMs: number): boolean {
    const entered = this.#enteredAt.get(same);
    if (entered !== undefined && nowMs - entered < SAME_READ_MS && nowMs >= entered) return true;
    // Anew at the end, so that the first of the map is always the one entered longest ago.
    this.#enteredAt.delete(same);
    this.#enteredAt.set(same, nowMs);
    this.#forget(nowMs);
    return false;
  }

  #forget(nowMs: number): void {
    for (const [same, entered] of this.#enteredAt) {
      if (this.#enteredAt.size <= MOST_REMEMBERED && nowMs - entered < SAME_READ_MS) return;
      this.#enteredAt.delete(same);
    }
  }
}
