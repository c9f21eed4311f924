import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { keys } from '../api/live-cache.js';
import { getDestructionList, type ListRow } from '../api/destruction.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { decidesDestruction } from '../session/duties.js';
import type { Person } from '../session/session.js';
import { CertificateView } from './certificate-view.js';
import { DecideForm } from './decide-form.js';
import { destructionWords } from './destruction-words.js';
import styles from './destruction.module.css';
import { ListProgress } from './list-progress.js';

const LOOK_EVERY_MS = 3_000;

/** One list: what it is, what can be done about it, and on request how far each agency is. */
export function ListCard({ list, person }: Readonly<{ list: ListRow; person: Person }>) {
  const words = useWords(destructionWords);
  const { count, language } = useSpeech();
  const headingId = useId();
  const [isOpen, setOpen] = useState(false);
  const { number, status, dossiers, proposedAt, proposedBy, decidedAt, decidedBy, legalBasis } = list;
  return (
    <li className={styles.list} data-list={number} data-status={status}>
      <h3 id={headingId}>{words.lists.list(number)}</h3>
      <p><span className={styles.status}>{words.lists.statuses[status]}</span> · {words.lists.dossiers(count(dossiers))}</p>
      <p className={styles.quiet}>
        {words.lists.proposedBy(proposedBy.name, momentOf(proposedAt, language))}
        {decidedAt !== null && decidedBy !== null && ` · ${words.lists.decidedBy(decidedBy.name, momentOf(decidedAt, language))}`}
      </p>
      <p>{words.progress.legalBasis(legalBasis)}</p>
      {status === 'proposed' && decidesDestruction(person) && <DecideForm list={list} isOwn={proposedBy.name === person.name} />}
      <details aria-labelledby={headingId} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{words.lists.details}</summary>
        {isOpen && <Details list={list} />}
      </details>
      {status === 'certified' && <CertificateView number={number} />}
    </li>
  );
}

function Details({ list: { number, status } }: Readonly<{ list: ListRow }>) {
  const list = useQuery({
    queryKey: keys.destructionList(number), staleTime: 0, queryFn: ({ signal }) => getDestructionList(number, signal),
    refetchInterval: status === 'approved' ? LOOK_EVERY_MS : false,
  });
  return (
    <>
      {list.isPending && <Skeleton lines={3} />}
      {list.error !== null && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && <ListProgress list={list.data} />}
    </>
  );
}
