import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { getDifference, type PublishedVersion, type RuleChange, type RuleKind } from '../api/rules.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { dayNow, momentOf } from '../language/moments.js';
import { useDay } from './day.js';
import { ruleWords } from './rule-words.js';
import styles from './rules.module.css';

type Props = Readonly<{ versions: readonly PublishedVersion[]; shown: number; findInForce(day: string, signal: AbortSignal): Promise<number | null>; name: string }>;

/** Every version with its day; and which one holds on a day that is asked for. */
export function Versions({ versions, shown, findInForce, name }: Props) {
  const words = useWords(ruleWords);
  const { language, count } = useSpeech();
  const day = useDay();
  const [on, choose] = useState(dayNow);
  const id = useId();
  const found = useQuery({ queryKey: ['rules', 'in-force', name, on], queryFn: ({ signal }) => findInForce(on, signal), enabled: on !== '' });
  return (
    <section aria-labelledby={`${id}-versions`} className={styles.panel}>
      <h2 id={`${id}-versions`}>{words.versions}</h2>
      <ul className={styles.lines}>
        {versions.map(({ version, effectiveFrom, publishedAt, publishedBy, running }) => (
          <li key={version}>
            <Link to={`?version=${version}`} aria-current={version === shown ? 'true' : undefined}>{words.version(version)}</Link>, {words.from(day(effectiveFrom))}{version === shown && <strong> ({words.shown})</strong>}
            <span className={styles.quiet}>{words.published(publishedBy, momentOf(publishedAt, language))}{running !== undefined && ` · ${words.running(count(running))}`}</span>
          </li>
        ))}
      </ul>
      <p className={styles.field}><label htmlFor={`${id}-on`}>{words.inForceOn}</label><input id={`${id}-on`} type="date" value={on} onChange={({ target }) => choose(target.value)} /></p>
      <p role="status">
        {typeof found.data === 'number' && <>{words.inForce(found.data)} {found.data !== shown && <Link to={`?version=${found.data}`}>{words.showIt}</Link>}</>}
        {found.data === null && words.notInForce}
      </p>
      {found.error !== null && <ProblemNotice error={found.error} />}
    </section>
  );
}

export function DifferencePanel({ kind, id, version }: Readonly<{ kind: RuleKind; id: string; version: number }>) {
  const words = useWords(ruleWords);
  const heading = useId();
  const difference = useQuery({ queryKey: ['rules', 'difference', kind, id, version], queryFn: ({ signal }) => getDifference(kind, id, version, signal), staleTime: Infinity });
  return (
    <section aria-labelledby={heading} className={styles.panel}>
      <h2 id={heading}>{words.difference}</h2>
      {difference.isPending && <Skeleton lines={2} />}
      {difference.error !== null && <ProblemNotice error={difference.error} onRetry={() => void difference.refetch()} />}
      {difference.isSuccess && <Changes from={difference.data.from} changes={difference.data.changes} />}
    </section>
  );
}

export function Changes({ from, changes }: Readonly<{ from: number | null; changes: readonly RuleChange[] }>) {
  const words = useWords(ruleWords);
  const { say } = useSpeech();
  if (from === null) return <p>{words.first}</p>;
  if (changes.length === 0) return <p>{words.compared(from)} {words.same}</p>;
  return (
    <>
      <p>{words.compared(from)}</p>
      <ul className={styles.lines}>{changes.map(({ kind, text }, place) => <li key={place} data-change={kind}><strong>{words.changeKinds[kind]}:</strong> {say(text)}</li>)}</ul>
    </>
  );
}
