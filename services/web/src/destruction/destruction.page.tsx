import { useInfiniteQuery } from '@tanstack/react-query';
import { keys } from '../api/live-cache.js';
import { listDestruction } from '../api/destruction.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useWords } from '../language/language.js';
import { proposesDestruction } from '../session/duties.js';
import type { Person } from '../session/session.js';
import { Candidates } from './candidates.js';
import { destructionWords } from './destruction-words.js';
import styles from './destruction.module.css';
import { ListCard } from './list-card.js';

/** Agencies report one after another, and no fact tells the page. */
const LOOK_EVERY_MS = 5_000;

/** What is proposed for destruction, who decides, how far it is, and the certificates. */
export function DestructionPage({ person }: Readonly<{ person: Person }>) {
  const words = useWords(destructionWords);
  usePageTitle(words.title);
  return (
    <div className={styles.page}>
      <header>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      {proposesDestruction(person) && <Candidates />}
      <Lists person={person} />
    </div>
  );
}

function Lists({ person }: Readonly<{ person: Person }>) {
  const words = useWords(destructionWords).lists;
  const lists = useInfiniteQuery({
    queryKey: keys.destructionLists(), initialPageParam: null as string | null, refetchInterval: LOOK_EVERY_MS,
    queryFn: ({ pageParam, signal }) => listDestruction(pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const items = lists.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="lists">
      <h2 id="lists">{words.title}</h2>
      {lists.isPending && <Skeleton lines={4} />}
      {lists.error !== null && <ProblemNotice error={lists.error} onRetry={() => void lists.refetch()} />}
      {lists.isSuccess && items.length === 0 && <p>{words.none}</p>}
      <ul className={styles.lists}>{items.map((list) => <ListCard key={list.number} list={list} person={person} />)}</ul>
      {lists.hasNextPage && <p><button type="button" className="button" aria-disabled={lists.isFetchingNextPage} onClick={() => void lists.fetchNextPage()}>{words.more}</button></p>}
    </section>
  );
}
