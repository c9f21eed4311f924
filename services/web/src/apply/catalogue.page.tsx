import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import { searchProcedures } from '../api/apply.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { applyWords } from './apply-words.js';
import styles from './apply.module.css';

/** As many as one question brings; a search is for one. */
const MOST_SHOWN = 50;

/** Whatever has been published can be applied for: the list is the catalogue's own. */
export function CataloguePage() {
  const words = useWords(applyWords);
  const { say, count } = useSpeech();
  const [address, setAddress] = useSearchParams();
  const q = address.get('q') ?? '';
  const asked = useDeferredValue(q.trim());
  const found = useQuery({ queryKey: ['catalogue', asked], queryFn: ({ signal }) => searchProcedures(asked, signal), placeholderData: keepPreviousData });
  const id = useId();
  usePageTitle(words.title);
  const items = found.data ?? [];
  return (
    <div className={styles.page}>
      <header><h1>{words.title}</h1><p className={styles.lead}>{words.lead}</p></header>
      <p className={styles.field}>
        <label htmlFor={id}>{words.search}</label>
        <input id={id} type="search" value={q} autoComplete="off" onChange={({ target }) => setAddress(target.value === '' ? {} : { q: target.value }, { replace: true })} />
      </p>
      <p role="status" className={styles.quiet}>{found.isSuccess && words.found(count(items.length))}{items.length >= MOST_SHOWN && ` · ${words.many}`}</p>
      {found.error !== null && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton lines={6} />}
      {found.isSuccess && items.length === 0 && <section className="empty"><h2>{words.none}</h2><p>{words.noneHelp}</p></section>}
      <ul className={styles.list}>
        {items.map(({ code, name }) => <li key={code}><Link to={`/apply/${encodeURIComponent(code)}`}><strong>{say(name)}</strong><span className={styles.quiet}>{code}</span></Link></li>)}
      </ul>
    </div>
  );
}
