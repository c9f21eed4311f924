import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { getDossier, type DossierHistory } from '../api/audit.js';
import { keys } from '../api/live-cache.js';
import { useFacts, useSoon } from '../api/live.js';
import { BackIcon } from '../design/icons.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { OpenIncidents } from '../incidents/open-incidents.js';
import { usePageTitle, useSpeech } from '../language/language.js';
import { ParkedMessages } from '../parked/parked-messages.js';
import { ApplicationPanel } from './application-panel.js';
import { CasePanel } from './case-panel.js';
import { ClockPanel } from './clock-panel.js';
import { CustodyPanel } from './custody-panel.js';
import styles from './dossier.module.css';
import { DossierHeading } from './dossier-heading.js';
import { DuePanel } from './due-panel.js';
import { ExplainPanel } from './explain-panel.js';
import { FeePanel } from './fee-panel.js';
import { GapNotice } from './gap-notice.js';
import { Journey } from './journey.js';
import { useKnownAt } from './known-at.js';
import { LettersPanel } from './letters-panel.js';
import { PapersPanel } from './papers-panel.js';
import { PastDossier } from './past-dossier.js';
import { PrefilledPanel } from './prefilled-panel.js';
import { RecordPanel } from './record-panel.js';
import { ResultPanel } from './result-panel.js';
import { WarningsPanel } from './warnings-panel.js';

const REREAD_AFTER_MS = 400;

export function DossierPage() {
  const { texts } = useSpeech();
  const { code = '' } = useParams();
  const knownAt = useKnownAt();
  const navigate = useNavigate();
  useShortcuts({ u: () => void navigate('/dossiers') });
  usePageTitle(code);
  return (
    <article className={styles.page}>
      <Link to="/dossiers" className={styles.back}><BackIcon />{texts.dossier.back}</Link>
      {knownAt === null ? <PresentDossier code={code} /> : <PastDossier key={knownAt} code={code} knownAt={knownAt} />}
    </article>
  );
}

/** The dossier as it is, followed live. */
function PresentDossier({ code }: Readonly<{ code: string }>) {
  const client = useQueryClient();
  const dossier = useQuery({ queryKey: keys.dossier(code), queryFn: ({ signal }) => getDossier(code, null, signal) });
  // A live fact names what happened; its detail and the derivation of a moved date are read after it.
  const reread = useSoon(() => {
    void client.invalidateQueries({ queryKey: keys.dossier(code) });
    void client.invalidateQueries({ queryKey: keys.dueDate(code) });
    void client.invalidateQueries({ queryKey: keys.case(code) });
    void client.invalidateQueries({ queryKey: keys.application(code) });
  }, REREAD_AFTER_MS);
  useFacts((fact) => fact.code === code && reread());
  return (
    <>
      {dossier.data ? <DossierHeading dossier={dossier.data} /> : <h1 className={styles.code}>{code}</h1>}
      <OpenIncidents dossier={code} />
      <ParkedMessages dossier={code} />
      {dossier.error !== null && <ProblemNotice error={dossier.error} onRetry={() => void dossier.refetch()} />}
      {dossier.isPending && <Skeleton lines={9} />}
      {dossier.data && <Contents dossier={dossier.data} />}
    </>
  );
}

function Contents({ dossier }: Readonly<{ dossier: DossierHistory }>) {
  return (
    <div className={styles.columns}>
      <div className={styles.side}>
        <CustodyPanel dossier={dossier} />
        <DuePanel dossier={dossier} />
        <ClockPanel code={dossier.code} />
        <WarningsPanel code={dossier.code} />
        <FeePanel code={dossier.code} />
        <ExplainPanel code={dossier.code} state={dossier.state} />
        <ResultPanel code={dossier.code} state={dossier.state} />
        <PrefilledPanel code={dossier.code} />
        <PapersPanel code={dossier.code} />
        <LettersPanel code={dossier.code} />
        <CasePanel code={dossier.code} />
      </div>
      <div className={styles.history}>
        {dossier.gaps && dossier.gaps.length > 0 && <GapNotice gaps={dossier.gaps} />}
        <ApplicationPanel code={dossier.code} />
        <Journey timeline={dossier.timeline} />
        <RecordPanel code={dossier.code} />
      </div>
    </div>
  );
}
