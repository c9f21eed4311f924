import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { agencyName } from '../agencies/agencies.js';
import { listIncidents, retryIncident, type Incident, type Retried } from '../api/incidents.js';
import { keys } from '../api/live-cache.js';
import { useFacts, useSoon } from '../api/live.js';
import { WarningIcon } from '../design/icons.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Ago } from '../design/since.js';
import { dossierAddress } from '../dossiers/filter-address.js';
import { useSpeech, useWords } from '../language/language.js';
import { settlesIncidents } from '../session/duties.js';
import { useSession } from '../session/session.js';
import { incidentWords } from './incident-words.js';
import styles from './incidents.module.css';

/** Incidents are told by facts; this is for the one that was lost on the way. */
const LOOK_EVERY_MS = 30_000;
const REREAD_AFTER_MS = 400;
/** Facts that open or close an incident. */
const ABOUT_INCIDENTS = /^Incident(Raised|Resolved)$|^InstanceCompleted$/;

/** Steps that wait for a person to repair and retry them: of one's agency, or of one dossier. For leaders and administrators, who may. */
export function OpenIncidents({ dossier }: Readonly<{ dossier?: string }>) {
  const session = useSession();
  if (session.status !== 'signed-in' || !settlesIncidents(session.person)) return null;
  return <Open dossier={dossier} />;
}

function Open({ dossier }: Readonly<{ dossier: string | undefined }>) {
  const words = useWords(incidentWords);
  const { say } = useSpeech();
  const client = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  const [retried, setRetried] = useState<Retried | null>(null);
  const incidents = useQuery({ queryKey: keys.incidents(dossier), queryFn: ({ signal }) => listIncidents(dossier, signal), refetchInterval: LOOK_EVERY_MS });
  const reread = useSoon(() => void client.invalidateQueries({ queryKey: ['incidents'] }), REREAD_AFTER_MS);
  useFacts(({ type, code }) => ABOUT_INCIDENTS.test(type) && (dossier === undefined || code === dossier) && reread());
  const done = (came: Retried) => {
    setRetried(came);
    // The row and its button go: whoever works by keyboard goes on from the heading.
    heading.current?.focus();
    void client.invalidateQueries({ queryKey: ['incidents'] });
  };
  const { items = [], next = null } = incidents.data ?? {};
  if (incidents.error === null && retried === null && items.length === 0) return null;
  return (
    <section className={styles.open} aria-labelledby={headingId}>
      <h2 id={headingId} ref={heading} tabIndex={-1}><WarningIcon />{words.title}</h2>
      <p role="status">{retried !== null && say(retried.text)}</p>
      {incidents.error !== null && <ProblemNotice error={incidents.error} onRetry={() => void incidents.refetch()} />}
      {items.length > 0 && <p>{words.lead}</p>}
      <ul>{items.map((incident) => <Row key={incident.incidentId} incident={incident} isLinked={dossier === undefined} onDone={done} />)}</ul>
      {next !== null && <p className={styles.quiet}>{words.more}</p>}
    </section>
  );
}

function Row({ incident, isLinked, onDone }: Readonly<{ incident: Incident; isLinked: boolean; onDone(retried: Retried): void }>) {
  const words = useWords(incidentWords);
  const { say } = useSpeech();
  const retry = useMutation({ mutationFn: () => retryIncident(incident), onSuccess: onDone });
  const { dossierCode, element, code, owner, raisedAt, text } = incident;
  return (
    <li className={styles.row} data-incident={incident.incidentId}>
      <p className={styles.what}>
        {isLinked && <><Link to={dossierAddress(dossierCode)}>{dossierCode}</Link>{' '}</>}
        <span>{words.waitsFor(say(agencyName(owner)))}</span>{' '}
        <span className={styles.quiet}>{words.since} <Ago at={raisedAt} /></span>
      </p>
      <p>{say(text)}</p>
      <p className={styles.quiet}>{words.step} <code>{element}</code> · <code>{code}</code></p>
      <p>
        <button type="button" className="button" aria-label={words.retryOf(element, dossierCode)} aria-disabled={retry.isPending} onClick={() => retry.isPending || retry.mutate()}>{words.retry}</button>
      </p>
      {retry.error !== null && <ProblemNotice error={retry.error} />}
    </li>
  );
}
