import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../api/live-cache.js';
import { listAlarms, listPublicLogs, listWatchedLogs } from '../api/logs.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useWords } from '../language/language.js';
import { watchesLogs } from '../session/duties.js';
import type { Person } from '../session/session.js';
import { AlarmList } from './alarm-list.js';
import { logWords } from './log-words.js';
import styles from './logs.module.css';
import { PublicLogs } from './public-logs.js';
import { WatchedLogs } from './watched-logs.js';

/** Sizes grow without any fact that would tell the page. */
const LOOK_EVERY_MS = 5_000;

/** How far each log is published, witnessed and read again; in full for those who watch over them. */
export function LogsPage({ person }: Readonly<{ person: Person }>) {
  const words = useWords(logWords);
  usePageTitle(words.title);
  return (
    <div className={styles.page}>
      <header>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead} <Link to="/verify" className={styles.link}>{words.verify}</Link></p>
      </header>
      {watchesLogs(person) ? <><Alarms /><Watched /></> : <Public />}
    </div>
  );
}

function Alarms() {
  const words = useWords(logWords).alarms;
  const [isOpen, setOpen] = useState(true);
  const alarms = useInfiniteQuery({
    queryKey: [...keys.alarms(isOpen), 'pages'], initialPageParam: null as string | null, refetchInterval: LOOK_EVERY_MS * 6,
    queryFn: ({ pageParam, signal }) => listAlarms(isOpen, pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const items = alarms.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="alarms">
      <div className={styles.heading}>
        <h2 id="alarms">{words.title}</h2>
        <button type="button" className={styles.plain} aria-pressed={!isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? words.past : words.open}</button>
      </div>
      {alarms.isPending && <Skeleton lines={2} />}
      {alarms.error !== null && <ProblemNotice error={alarms.error} onRetry={() => void alarms.refetch()} />}
      {alarms.isSuccess && items.length === 0 && <p role="status">{words.none}</p>}
      {items.length > 0 && <AlarmList alarms={items} />}
      {alarms.hasNextPage && <p><button type="button" className="button" aria-disabled={alarms.isFetchingNextPage} onClick={() => void alarms.fetchNextPage()}>{words.more}</button></p>}
    </section>
  );
}

function Watched() {
  const logs = useQuery({ queryKey: keys.logs(), queryFn: ({ signal }) => listWatchedLogs(signal), refetchInterval: LOOK_EVERY_MS });
  return (
    <>
      {logs.isPending && <Skeleton lines={6} />}
      {logs.error !== null && <ProblemNotice error={logs.error} onRetry={() => void logs.refetch()} />}
      {logs.data && <WatchedLogs logs={logs.data} />}
    </>
  );
}

function Public() {
  const logs = useQuery({ queryKey: keys.publicLogs(), queryFn: ({ signal }) => listPublicLogs(signal), refetchInterval: LOOK_EVERY_MS });
  return <>{logs.isPending && <Skeleton lines={6} />}{logs.data && <PublicLogs logs={logs.data} />}</>;
}
