import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { findProcedure } from '../api/apply.js';
import { BackIcon } from '../design/icons.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { dayNow } from '../language/moments.js';
import type { Person } from '../session/session.js';
import { applyWords } from './apply-words.js';
import styles from './apply.module.css';
import { ApplicationEntry } from './application-entry.js';
import { OfferedTerms } from './offered-terms.js';

/** One procedure's application, by the form in force today: a citizen's on a phone, a clerk's at the counter by keyboard. */
export function ApplyPage({ person }: Readonly<{ person: Person }>) {
  const code = useParams()['code'] ?? '';
  const words = useWords(applyWords);
  const { say } = useSpeech();
  const found = useQuery({ queryKey: ['offered', code], queryFn: ({ signal }) => findProcedure(code, dayNow(), signal), staleTime: 60_000 });
  const procedure = found.data;
  usePageTitle(procedure ? say(procedure.name) : words.title);
  return (
    <div className={styles.page}>
      <p><Link to="/apply" className={styles.back}><BackIcon />{words.back}</Link></p>
      <header><h1>{procedure ? say(procedure.name) : words.title}</h1><p className={styles.quiet}>{code}</p></header>
      {found.isPending && <Skeleton lines={8} />}
      {found.error !== null && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {procedure === null && <p>{words.notInForce}</p>}
      {procedure && <OfferedTerms procedure={procedure} />}
      {procedure && procedure.form === null && <p>{words.noForm}</p>}
      {procedure && procedure.form !== null && <ApplicationEntry key={`${procedure.code} ${procedure.version}`} person={person} procedure={procedure} form={procedure.form} />}
    </div>
  );
}
