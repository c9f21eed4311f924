import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { keys } from '../api/live-cache.js';
import { actOnTask, completeTasks, listTasks, TASK_SORTS, TASK_VIEWS, type TaskFilter, type TaskItem } from '../api/tasks.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { moveRow } from '../dossiers/row-keys.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import type { Person } from '../session/session.js';
import { Absences } from './absences.js';
import { mayBeCompleted, TaskTable } from './task-table.js';
import { taskWords } from './task-words.js';
import styles from './tasks.module.css';

/** Colleagues claim and complete meanwhile, and no fact tells the page of a claim. */
const LOOK_EVERY_MS = 10_000;

function filterOf(address: URLSearchParams): TaskFilter {
  const [show, sort] = [TASK_VIEWS.find((view) => view === address.get('show')), TASK_SORTS.find((each) => each === address.get('sort'))];
  return { show: show ?? 'unit', sort: sort ?? 'due', dossier: address.get('dossier') ?? '' };
}

export function TasksPage({ person }: Readonly<{ person: Person }>) {
  const words = useWords(taskWords);
  const [address, setAddress] = useSearchParams();
  const filter = filterOf(address);
  usePageTitle(words.title);
  const choose = (change: Partial<TaskFilter>) => {
    const next = { ...filter, ...change };
    setAddress(Object.fromEntries(Object.entries(next).filter(([name, value]) => value !== '' && !(name === 'show' && value === 'unit') && !(name === 'sort' && value === 'due'))), { replace: true });
  };
  return (
    <div className={styles.page}>
      <header>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      <Filters filter={filter} onChoose={choose} />
      <TaskList filter={filter} />
      <Absences person={person} />
    </div>
  );
}

function Filters({ filter, onChoose }: Readonly<{ filter: TaskFilter; onChoose: (change: Partial<TaskFilter>) => void }>) {
  const words = useWords(taskWords);
  return (
    <search className={styles.filters}>
      <label>
        <span>{words.shown}</span>
        <select value={filter.show} onChange={({ target }) => onChoose({ show: target.value as TaskFilter['show'] })}>
          {TASK_VIEWS.map((view) => <option key={view} value={view}>{words.views[view]}</option>)}
        </select>
      </label>
      <label>
        <span>{words.sortedBy}</span>
        <select value={filter.sort} onChange={({ target }) => onChoose({ sort: target.value as TaskFilter['sort'] })}>
          {TASK_SORTS.map((sort) => <option key={sort} value={sort}>{words.sorts[sort]}</option>)}
        </select>
      </label>
    </search>
  );
}

function TaskList({ filter }: Readonly<{ filter: TaskFilter }>) {
  const words = useWords(taskWords);
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery({
    queryKey: keys.tasks(filter), initialPageParam: null as string | null, refetchInterval: LOOK_EVERY_MS,
    queryFn: ({ pageParam, signal }) => listTasks(filter, pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const reload = () => void client.invalidateQueries({ queryKey: ['tasks'] });
  const claim = useMutation({ mutationFn: (id: string) => actOnTask(id, 'claim'), onSettled: reload });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  // Who had chosen a task that is somebody else's by now has not chosen it any more.
  const selected = items.filter((item) => chosen.has(item.taskId) && mayBeCompleted(item));
  useShortcuts({
    j: () => moveRow(1, () => void (list.hasNextPage && list.fetchNextPage())),
    k: () => moveRow(-1),
    c: () => {
      const id = document.activeElement?.getAttribute('data-row');
      if (id !== null && id !== undefined && !claim.isPending) claim.mutate(id);
    },
  });
  return (
    <>
      {claim.error !== null && <ProblemNotice error={claim.error} />}
      {list.error !== null && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={8} />}
      {list.isSuccess && items.length === 0 && <section className="empty"><h2>{words.none}</h2><p>{words.noneHelp}</p></section>}
      {items.length > 0 && <TaskTable items={items} chosen={chosen} onChoose={(id, isChosen) => setChosen((before) => withChoice(before, id, isChosen))} onClaim={(id) => claim.isPending || claim.mutate(id)} />}
      <BulkCompletion selected={selected} onDone={() => { setChosen(new Set()); reload(); }} />
      {list.hasNextPage && <p><button type="button" className="button" aria-disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{words.more}</button></p>}
    </>
  );
}

function withChoice(before: ReadonlySet<string>, id: string, isChosen: boolean): ReadonlySet<string> {
  const after = new Set(before);
  if (isChosen) after.add(id);
  else after.delete(id);
  return after;
}

/** The service takes a hundred at once. */
const MOST_AT_ONCE = 100;

function BulkCompletion({ selected, onDone }: Readonly<{ selected: readonly TaskItem[]; onDone: () => void }>) {
  const words = useWords(taskWords);
  const { count } = useSpeech();
  const complete = useMutation({ mutationFn: () => completeTasks(selected.slice(0, MOST_AT_ONCE).map(({ taskId }) => taskId)), onSuccess: onDone });
  const answers = complete.data?.items ?? [];
  const refused = answers.filter(({ completed }) => !completed);
  return (
    <div className={styles.bulk} role="status">
      {selected.length > 0 && <button type="button" className="button primary" aria-disabled={complete.isPending} onClick={() => complete.isPending || complete.mutate()}>{words.completeSelected(count(selected.length))}</button>}
      {answers.length > 0 && <p>{words.completed(count(answers.length - refused.length))}</p>}
      {refused.length > 0 && <ul>{refused.map(({ taskId, problem }) => <li key={taskId}>{words.notCompleted(taskId, `${problem?.title ?? ''}. ${problem?.whatToDo ?? ''}`)}</li>)}</ul>}
      {complete.error !== null && <ProblemNotice error={complete.error} />}
    </div>
  );
}
