import { useInfiniteQuery } from '@tanstack/react-query';
import { keys } from '../api/live-cache.js';
import { getHistory, type HistoryEntry } from '../api/tasks.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { taskWords } from './task-words.js';
import styles from './tasks.module.css';

/** Who did what and when, and what was said about it; oldest first. */
export function TaskHistory({ id }: Readonly<{ id: string }>) {
  const words = useWords(taskWords);
  const history = useInfiniteQuery({ queryKey: keys.taskHistory(id), initialPageParam: null as string | null, queryFn: ({ pageParam, signal }) => getHistory(id, pageParam, signal), getNextPageParam: ({ next }) => next });
  return (
    <section aria-labelledby="history" className={styles.panel}>
      <h2 id="history">{words.history}</h2>
      {history.isPending && <Skeleton lines={3} />}
      {history.error !== null && <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />}
      <ol className={styles.entries}>{(history.data?.pages.flatMap((page) => page.items) ?? []).map((entry) => <Entry key={entry.number} entry={entry} />)}</ol>
      {history.hasNextPage && <p><button type="button" className="button" onClick={() => void history.fetchNextPage()}>{words.more}</button></p>}
    </section>
  );
}

function Entry({ entry: { what, at, by, to, text } }: Readonly<{ entry: HistoryEntry }>) {
  const { happened } = useWords(taskWords);
  const { language } = useSpeech();
  const verb = (happened as Readonly<Record<string, string>>)[what] ?? what;
  return (
    <li>
      <span className={styles.quiet}><time dateTime={at}>{momentOf(at, language)}</time></span>{' '}
      {[by, verb, to].filter((part) => part !== null).join(' ')}
      {text !== null && <q className={styles.quoted}>{text[language]}</q>}
    </li>
  );
}
