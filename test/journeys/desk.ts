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

/** A task that was refused (its papers are still on their way, or somebody has just done it) is tried again while it is listed. */
const TRY_AGAIN_MS = 500;
const MOST_TRIES = 60;

export type DeskReport = { done: number; refusals: Map<string, number> };

/** Works off a list of open tasks until told to stop. Each task is done once; refusals are counted by code. */
export async function runDesk(desk: Desk, signal: AbortSignal, report: DeskReport): Promise<void> {
  const tried = new Map<string, { tries: number; again: number }>();
  while (!signal.aborted) {
    const fresh = (await openTasks(desk)).filter(({ taskId }) => (tried.get(taskId)?.again ?? 0) <= Date.now());
    await inParallel(fresh, AT_ONCE, async (task) => {
      const work = desk.work(task);
      if (!work) return;
      const tries = (tried.get(task.taskId)?.tries ?? 0) + 1;
      tried.set(task.taskId, { tries, again: Number.POSITIVE_INFINITY });
      try {
        await work;
        report.done++;
      } catch (error) {
        if (!(error instanceof Refused) || tries === MOST_TRIES) throw error;
        report.refusals.set(error.problem.code, (report.refusals.get(error.problem.code) ?? 0) + 1);
        tried.set(task.taskId, { tries, again: Date.now() + TRY_AGAIN_MS });
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
