import { agencyName, agencyOfService } from '../agencies/agencies.js';
import type { DestructionList, ListedDossier } from '../api/destruction.js';
import { AgencyName } from '../design/agency-name.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { destructionWords } from './destruction-words.js';
import styles from './destruction.module.css';

/** How far each agency is, and each dossier. A list that nobody approved has no progress. */
export function ListProgress({ list: { status, reason, dossiers } }: Readonly<{ list: DestructionList }>) {
  const words = useWords(destructionWords).progress;
  const { count } = useSpeech();
  const isExecuted = status === 'approved' || status === 'certified';
  return (
    <div className={styles.progress}>
      {reason !== '' && <p>{words.reason(reason)}</p>}
      {isExecuted && (
        <>
          <h4>{words.agencies}</h4>
          <ul className={styles.agencies}>
            {agenciesOf(dossiers).map(({ agency, done, kept }) => (
              <li key={agency}>
                <AgencyName agency={agencyOfService(agency)} />
                <progress max={dossiers.length} value={done} aria-label={`${words.agencies}: ${agency}`} />
                <span>{words.done(count(done), count(dossiers.length))}{kept > 0 && <span className={styles.quiet}> · {words.kept(count(kept))}</span>}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h4>{words.dossiers}</h4>
      <ul>{dossiers.map((dossier) => <Row key={dossier.ref} dossier={dossier} isExecuted={isExecuted} />)}</ul>
    </div>
  );
}

function Row({ dossier: { ref, code, outcome, endedAt, keptUntil, waitsFor }, isExecuted }: Readonly<{ dossier: ListedDossier; isExecuted: boolean }>) {
  const words = useWords(destructionWords);
  const { language, say } = useSpeech();
  return (
    <li className={styles.row}>
      <p>{code ?? <><code>{ref}</code> <span className={styles.quiet}>({words.progress.erased})</span></>}</p>
      <p className={styles.quiet}>
        {words.candidates.ended(words.outcomes[outcome], momentOf(endedAt, language))} · {words.candidates.keptUntil(momentOf(keptUntil, language))}
        {isExecuted && <> · {waitsFor.length === 0 ? words.progress.everywhere : words.progress.waitsFor(waitsFor.map((service) => say(agencyName(agencyOfService(service)))).join(', '))}</>}
      </p>
    </li>
  );
}

/** Every agency that has reported or is waited for, with the number of dossiers it is done with. */
function agenciesOf(dossiers: readonly ListedDossier[]): readonly Readonly<{ agency: string; done: number; kept: number }>[] {
  const names = new Set(dossiers.flatMap(({ reported, waitsFor }) => [...reported.map(({ agency }) => agency), ...waitsFor]));
  return [...names].toSorted().map((agency) => {
    const reports = dossiers.flatMap(({ reported }) => reported.filter((report) => report.agency === agency));
    return { agency, done: reports.length, kept: reports.reduce((sum, report) => sum + report.kept, 0) };
  });
}
