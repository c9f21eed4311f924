import { useQuery } from '@tanstack/react-query';
import type { DossierItem } from '../api/audit.js';
import { keys } from '../api/live-cache.js';
import { ProblemError } from '../api/problem.js';
import { getDueDate, type DerivationLine, type DueDate } from '../api/processing.js';
import { Due } from '../design/due.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { EarlierDates } from './earlier-dates.js';
import { explainWords } from './explain-words.js';
import styles from './panel.module.css';

/** The due date, and how it came to be. */
export function DuePanel({ dossier }: Readonly<{ dossier: DossierItem }>) {
  const { texts } = useSpeech();
  const due = useQuery({ queryKey: keys.dueDate(dossier.code), queryFn: ({ signal }) => getDueDate(dossier.code, signal) });
  return (
    <section className={styles.panel} aria-labelledby="due">
      <h2 id="due">{texts.dossier.due}</h2>
      <p className={styles.date}><Due item={dossier} /></p>
      {due.data && <Promised due={due.data} />}
      <h3 className={styles.how}>{texts.dossier.derivation}</h3>
      {due.isPending && <Skeleton lines={4} />}
      {due.error !== null && <NoDerivation error={due.error} onRetry={() => void due.refetch()} />}
      {due.data && <Derivation lines={due.data.derivation} />}
      {due.data && <EarlierDates code={dossier.code} due={due.data} />}
    </section>
  );
}

/** The date on the citizen's receipt, once the date has moved away from it. */
function Promised({ due: { dueAt, promisedDueAt } }: Readonly<{ due: DueDate }>) {
  const { texts, language } = useSpeech();
  if (promisedDueAt === null || promisedDueAt === dueAt) return null;
  return <p className={styles.quiet}>{texts.dossier.promised(momentOf(promisedDueAt, language))}</p>;
}

/** A dossier that was not accepted has no clock yet: that is no failure. */
function NoDerivation({ error, onRetry }: Readonly<{ error: Error; onRetry: () => void }>) {
  const { texts } = useSpeech();
  if (error instanceof ProblemError && error.kind === 'notFound') return <p className={styles.quiet}>{texts.dossier.derivationEmpty}</p>;
  return <ProblemNotice error={error} onRetry={onRetry} />;
}

function Derivation({ lines }: Readonly<{ lines: readonly DerivationLine[] }>) {
  const { texts } = useSpeech();
  if (lines.length === 0) return <p className={styles.quiet}>{texts.dossier.derivationEmpty}</p>;
  return (
    <>
      <p className={styles.quiet}>{texts.dossier.derivationHelp}</p>
      <ol className={styles.derivation}>
        {lines.map((line) => <Step key={`${line.step} ${line.from} ${line.to}`} line={line} />)}
      </ol>
    </>
  );
}

/** The rule's ground is for whoever asks: most want the date and how it moved. */
function Step({ line: { step, text, arithmetic = '', source } }: Readonly<{ line: DerivationLine }>) {
  const { say } = useSpeech();
  const words = useWords(explainWords);
  const ground = source === undefined ? '' : say(source);
  return (
    <li data-step={step}>
      {say(text)}
      {(arithmetic !== '' || ground !== '') && (
        <details className={styles.ground}>
          <summary>{words.source}</summary>
          {arithmetic !== '' && <p>{arithmetic}</p>}
          {ground !== '' && <p>{ground}</p>}
        </details>
      )}
    </li>
  );
}
