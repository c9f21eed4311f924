import { useQuery } from '@tanstack/react-query';
import { getDossier, type DossierHistory } from '../api/audit.js';
import { keys } from '../api/live-cache.js';
import { ProblemError } from '../api/problem.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { CustodyPanel } from './custody-panel.js';
import { DossierHeading } from './dossier-heading.js';
import styles from './dossier.module.css';
import { Journey } from './journey.js';
import { KnownAtForm, PastBanner } from './known-at.js';
import { recordWords } from './record-words.js';
import panel from './record.module.css';

type Props = Readonly<{ code: string; knownAt: string }>;

/** The dossier as audit knew it at a moment of the past. No fact of today reaches it. */
export function PastDossier({ code, knownAt }: Props) {
  const dossier = useQuery({ queryKey: keys.dossierThen(code, knownAt), queryFn: ({ signal }) => getDossier(code, knownAt, signal), staleTime: Infinity });
  return (
    <>
      <PastBanner knownAt={knownAt} />
      {dossier.data ? <DossierHeading dossier={dossier.data} /> : <h1 className={styles.code}>{code}</h1>}
      <KnownAtForm knownAt={knownAt} />
      {dossier.isPending && <Skeleton lines={9} />}
      {dossier.error !== null && <NotThen error={dossier.error} onRetry={() => void dossier.refetch()} />}
      {dossier.data && <Contents dossier={dossier.data} knownAt={knownAt} />}
    </>
  );
}

/** Not to have been known yet is an answer and no failure. */
function NotThen({ error, onRetry }: Readonly<{ error: Error; onRetry: () => void }>) {
  const words = useWords(recordWords).past;
  if (error instanceof ProblemError && error.kind === 'notFound') return <p role="status">{words.unknown}</p>;
  return <ProblemNotice error={error} onRetry={onRetry} />;
}

function Contents({ dossier, knownAt }: Readonly<{ dossier: DossierHistory; knownAt: string }>) {
  const words = useWords(recordWords).past;
  const { language } = useSpeech();
  return (
    <div className={styles.columns}>
      <div className={styles.side}>
        <CustodyPanel dossier={dossier} asOf={knownAt} />
        <section className={panel.due} aria-labelledby="due">
          <h2 id="due">{words.due}</h2>
          <p>{dossier.dueAt === null ? words.noDue : <time dateTime={dossier.dueAt}>{momentOf(dossier.dueAt, language)}</time>}</p>
        </section>
      </div>
      <div className={styles.history}><Journey timeline={dossier.timeline} /></div>
    </div>
  );
}
