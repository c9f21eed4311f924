import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../api/live-cache.js';
import { listPetitions, type PetitionRow } from '../api/petitions.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { registersPetitions } from '../session/duties.js';
import type { Person } from '../session/session.js';
import { petitionWords } from './petition-words.js';
import styles from './petitions.module.css';
import { RegisterForm } from './register-form.js';

/** What has come in, due first in front; and what comes in now. */
export function PetitionsPage({ person }: Readonly<{ person: Person }>) {
  const words = useWords(petitionWords);
  usePageTitle(words.title);
  return (
    <div className={styles.page}>
      <header>
        <h1>{words.title}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      {registersPetitions(person) && <RegisterForm person={person} />}
      <PetitionList />
    </div>
  );
}

function PetitionList() {
  const words = useWords(petitionWords);
  const [isOverdue, setOverdue] = useState(false);
  const id = useId();
  const petitions = useInfiniteQuery({
    queryKey: keys.petitions(isOverdue), initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => listPetitions(isOverdue, pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const items = petitions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby={`${id}-list`}>
      <h2 id={`${id}-list`}>{words.list}</h2>
      <p><label className={styles.check}><input type="checkbox" checked={isOverdue} onChange={({ target }) => setOverdue(target.checked)} />{words.overdueOnly}</label></p>
      {petitions.isPending && <Skeleton lines={4} />}
      {petitions.error !== null && <ProblemNotice error={petitions.error} onRetry={() => void petitions.refetch()} />}
      {petitions.isSuccess && items.length === 0 && <p>{words.none}</p>}
      <ul className={styles.list}>{items.map((row) => <Row key={row.number} row={row} />)}</ul>
      {petitions.hasNextPage && <p><button type="button" className="button" aria-disabled={petitions.isFetchingNextPage} onClick={() => void petitions.fetchNextPage()}>{words.more}</button></p>}
    </section>
  );
}

function Row({ row: { number, matter, status, subject, receivedAt, dueAt, overdue, obstacles } }: Readonly<{ row: PetitionRow }>) {
  const words = useWords(petitionWords);
  const { language } = useSpeech();
  return (
    <li className={styles.row} data-petition={number} data-late={overdue}>
      <h3><Link to={`/petitions/${encodeURIComponent(number)}`}>{number}</Link> · {subject}</h3>
      <p>{words.matters[matter]} · <strong>{words.statuses[status]}</strong></p>
      <p className={styles.quiet}>
        {words.received(momentOf(receivedAt, language))}{dueAt !== null && ` · ${words.due(momentOf(dueAt, language))}`}{overdue && <strong className={styles.late}> · {words.late}</strong>}
      </p>
      {obstacles.length > 0 && <p className={styles.quiet}>{words.inTheWay(obstacles.map((each) => words.obstacles[each]).join(', '))}</p>}
    </li>
  );
}
