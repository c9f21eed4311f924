import type { ActivatedJob, JobBoard, JobQuery } from './work-board.js';

/** Each is an open request that costs a look whenever jobs open. */
export const MOST_WAITING = 500;
/** Another replica's news may be missed; a waiting request looks by itself this often. */
const LOOK_AGAIN_MS = 250;

type Waiting = { readonly query: JobQuery; readonly until: number; readonly signal: AbortSignal; readonly answer: (jobs: readonly ActivatedJob[]) => void; readonly fail: (error: unknown) => void };

/** One look takes jobs for as many: a worker asks for each of its types apart. */
const MOST_TOGETHER = 50;

/** Those who may share a look: the same worker in the same way, each for types of its own. In the order in which they asked. */
function groupsOf(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const open = new Map<string, Readonly<{ group: Waiting[]; types: Set<string> }>>();
  const groups: Waiting[][] = [];
  for (const one of waiting) {
    const { types, maxJobs: _, ...rest } = one.query;
    const key = JSON.stringify(rest);
    const known = open.get(key);
    const fits = known !== undefined && known.group.length < MOST_TOGETHER && types.every((type) => !known.types.has(type));
    const { group, types: asked } = fits ? known : { group: [], types: new Set<string>() };
    if (!fits) {
      open.set(key, { group, types: asked });
      groups.push(group);
    }
    group.push(one);
    for (const type of types) asked.add(type);
  }
  return groups;
}

/**
 * Gives jobs to those who ask, in the order in which they asked, one look at a time: side by side they would only find the same jobs and
 * lose them to each other. Whoever finds none waits until some open, or their time is over.
 */
export class JobDispatch {
  private readonly waiting: Waiting[] = [];
  private looking = false;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private stopListening: (() => void) | undefined;
  private stopped = false;

  constructor(private readonly board: JobBoard) {}

  /** Undefined when too many wait already. Empty when the time is over, the requester has gone, or the service stops. */
  activate(query: JobQuery, waitMs: number, signal: AbortSignal): Promise<readonly ActivatedJob[]> | undefined {
    if (this.waiting.length >= MOST_WAITING) return undefined;
    this.stopListening ??= this.board.onMoved(() => this.look());
    return new Promise((answer, fail) => {
      this.waiting.push({ query, until: performance.now() + waitMs, signal, answer, fail });
      signal.addEventListener('abort', () => this.look(), { once: true });
      this.look();
    });
  }

  /** Streams wait for news too, without asking for jobs. */
  onMoved(listener: () => void): () => void {
    return this.board.onMoved(listener);
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    this.stopListening?.();
    clearTimeout(this.timer);
    this.look();
  }

  private look(): void {
    if (this.looking) {
      this.again = true;
      return;
    }
    this.looking = true;
    void this.lookAtAll().finally(() => {
      this.looking = false;
      if (this.waiting.length > 0 && !this.stopped) this.plan();
    });
  }

  private plan(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), LOOK_AGAIN_MS);
  }

  private async lookAtAll(): Promise<void> {
    do {
      this.again = false;
      // Those who come meanwhile are looked at in the next round; `look` has set `again` for them.
      for (const group of groupsOf(this.waiting)) await this.lookFor(group);
    } while (this.again);
  }

  private async lookFor(group: readonly Waiting[]): Promise<void> {
    const there = group.filter((one) => !one.signal.aborted && !this.stopped);
    for (const one of group) if (!there.includes(one)) this.leave(one, () => one.answer([]));
    if (there.length === 0) return;
    try {
      const taken = await this.board.take(there.map(({ query }) => query));
      for (const [place, one] of there.entries()) {
        const jobs = taken[place] ?? [];
        if (jobs.length > 0 || performance.now() >= one.until) this.leave(one, () => one.answer(jobs));
      }
    } catch (error) {
      for (const one of there) this.leave(one, () => one.fail(error));
    }
  }

  private leave(one: Waiting, say: () => void): void {
    const index = this.waiting.indexOf(one);
    if (index >= 0) this.waiting.splice(index, 1);
    say();
  }
}
