import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from './api-client.js';
import type { ApiClient } from './api-client.js';

export type DeskTask = Readonly<{ taskId: string; dossierCode: string; type: string; element: string }>;
type Page = Readonly<{ items: readonly DeskTask[]; next: string | null }>;

export type Desk = Readonly<{
  client: ApiClient;
  /** Service whose work list this desk reads. */
  service: string;
  /** What the officer does with a task; undefined leaves it to somebody else. */
  work: (task: DeskTask) => Promise<void> | undefined;
}>;

/** Requests in flight per desk: an office has several officers. */
const AT_ONCE = 6;
/** An officer looks again soon; short enough to keep a played dossier moving, long enough not to be the load itself. */
const LOOK_AGAIN_MS = 120;

/** Tasks that this run will never do (unpaid notices) lie in front of the others: a few pages reach beyond them. */
const MOST_PAGES = 10;

/** Refusals that mean "somebody, perhaps this desk before a lost answer, has done it already". */
const ALREADY_DONE = new Set([404, 409, 412]);

export type DeskReport = { done: number; refusals: Map<string, number> };

/** Works off a list of open tasks until told to stop. Each task is handled once; a refusal is counted by its code. */
export async function runDesk(desk: Desk, signal: AbortSignal, report: DeskReport): Promise<void> {
  const handled = new Set<string>();
  while (!signal.aborted) {
    const fresh = (await openTasks(desk)).filter((task) => !handled.has(task.taskId));
    await inParallel(fresh, AT_ONCE, async (task) => {
      const work = desk.work(task);
      if (!work) return;
      handled.add(task.taskId);
      try {
        await work;
        report.done++;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        report.refusals.set(error.problem.code, (report.refusals.get(error.problem.code) ?? 0) + 1);
        // What was not ready for it yet is offered again.
        if (!ALREADY_DONE.has(error.status)) handled.delete(task.taskId);
      }
    });
    if (!signal.aborted && fresh.length === 0) await sleep(LOOK_AGAIN_MS);
  }
}

async function openTasks(desk: Desk): Promise<readonly DeskTask[]> {
  const tasks: DeskTask[] = [];
  let cursor: string | null = '';
  for (let page = 0; page < MOST_PAGES && cursor !== null; page++) {
    const answer: Page = await desk.client.get<Page>(`/api/${desk.service}/tasks?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    tasks.push(...answer.items);
    cursor = answer.next;
  }
  return tasks;
}

/** Runs `work` over all, at most `atOnce` at the same time. */
export async function inParallel<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...all];
  await Promise.all(Array.from({ length: Math.min(atOnce, rest.length) }, async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one);
  }));
}
