import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import { listRules, RULE_KINDS, type ListedRule, type RuleKind } from '../api/rules.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { publishesRules } from '../session/duties.js';
import type { Person } from '../session/session.js';
import { useDay } from './day.js';
import { PublishPanel } from './publish-panel.js';
import { ruleWords } from './rule-words.js';
import styles from './rules.module.css';

/** Every published rule, found by name; whoever owns rules publishes new versions here. */
export function RulesPage({ person }: Readonly<{ person: Person }>) {
  const words = useWords(ruleWords);
  const [address, setAddress] = useSearchParams();
  const kind = RULE_KINDS.find((each) => each === address.get('kind')) ?? 'decisions';
  const q = address.get('q') ?? '';
  const id = useId();
  usePageTitle(words.title);
  const show = (next: Readonly<{ kind: RuleKind; q: string }>) => setAddress({ ...(next.kind !== 'decisions' && { kind: next.kind }), ...(next.q !== '' && { q: next.q }) }, { replace: true });
  return (
    <div className={styles.page}>
      <header><h1>{words.title}</h1><p className={styles.lead}>{words.lead}</p></header>
      <search className={styles.filters}>
        <p>
          <label htmlFor={`${id}-kind`}>{words.choose}</label>
          <select id={`${id}-kind`} value={kind} onChange={({ target }) => show({ kind: target.value as RuleKind, q })}>{RULE_KINDS.map((each) => <option key={each} value={each}>{words.kinds[each]}</option>)}</select>
        </p>
        <p>
          <label htmlFor={`${id}-q`}>{words.search}</label>
          <input id={`${id}-q`} type="search" maxLength={200} autoComplete="off" value={q} onChange={({ target }) => show({ kind, q: target.value })} />
        </p>
      </search>
      <RuleList key={kind} kind={kind} q={q} />
      {publishesRules(person) && <PublishPanel key={kind} kind={kind} />}
    </div>
  );
}

function RuleList({ kind, q }: Readonly<{ kind: RuleKind; q: string }>) {
  const words = useWords(ruleWords);
  const asked = useDeferredValue(q.trim());
  const list = useInfiniteQuery({
    queryKey: ['rules', kind, asked], initialPageParam: null as string | null, placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => listRules(kind, asked, pageParam, signal), getNextPageParam: ({ next }) => next,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const rules = [...Map.groupBy(items, ({ id }) => id)];
  return (
    <section aria-label={words.kinds[kind]}>
      {list.isPending && <Skeleton lines={6} />}
      {list.error !== null && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <section className="empty"><h2>{words.none}</h2><p>{words.noneHelp}</p></section>}
      <ul className={styles.list}>{rules.map(([id, versions]) => <li key={id}><RuleRow kind={kind} versions={versions} /></li>)}</ul>
      {list.hasNextPage && <p><button type="button" className="button" aria-disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{words.more}</button></p>}
    </section>
  );
}

/** Newest first: a rule is called as its newest version calls it. */
function RuleRow({ kind, versions }: Readonly<{ kind: RuleKind; versions: readonly ListedRule[] }>) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  const day = useDay();
  const [newest] = versions;
  if (newest === undefined) return null;
  const said = versions.slice(0, 4).map(({ version, effectiveFrom }) => (effectiveFrom === null ? words.rowNoDay(version) : words.row(version, day(effectiveFrom))));
  return (
    <>
      <Link to={`/rules/${kind}/${encodeURIComponent(newest.id)}`}><strong>{say(newest.name)}</strong></Link>
      <span className={styles.quiet}>{newest.id} · {said.join(' · ')}{versions.length > said.length && ' · …'}</span>
    </>
  );
}
