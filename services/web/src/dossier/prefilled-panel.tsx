import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/live-cache.js';
import { getPrefilled } from '../api/prefilled.js';
import { ProblemError } from '../api/problem.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import styles from './explain.module.css';
import panel from './panel.module.css';
import { prefilledWords } from './prefilled-words.js';

/** Whose words the application's are: an officer has to know which of them a source said. */
export function PrefilledPanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(prefilledWords);
  const [wasOpened, open] = useState(false);
  return (
    <section className={panel.panel} aria-labelledby="prefilled">
      <h2 id="prefilled">{words.title}</h2>
      <p className={panel.quiet}>{words.lead}</p>
      <details className={styles.matter} onToggle={({ currentTarget }) => currentTarget.open && open(true)}>
        <summary>{words.show}</summary>
        {wasOpened && <Asked code={code} />}
      </details>
    </section>
  );
}

function Asked({ code }: Readonly<{ code: string }>) {
  const words = useWords(prefilledWords);
  const { say } = useSpeech();
  const asked = useQuery({ queryKey: keys.prefilled(code), queryFn: ({ signal }) => getPrefilled(code, signal) });
  if (asked.isPending) return <Skeleton lines={3} />;
  // Whom intake does not show the application has other work with the dossier.
  if (asked.error instanceof ProblemError && (asked.error.kind === 'notFound' || asked.error.kind === 'forbidden')) return <p className={panel.quiet}>{words.none}</p>;
  if (asked.error !== null) return <ProblemNotice error={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.data.length === 0) return <p className={panel.quiet}>{words.none}</p>;
  return (
    <ul className={panel.children}>
      {asked.data.map(({ field, filled, corrected, account }) => (
        <li key={field} data-field={field}>
          <p>{say(account.text)}.</p>
          {corrected && <p className={panel.quiet}>{words.saidBySource(typeof filled === 'string' ? filled : JSON.stringify(filled))}</p>}
        </li>
      ))}
    </ul>
  );
}
