import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/live-cache.js';
import { getCase, type ChildDossier } from '../api/processing.js';
import { AgencyName } from '../design/agency-name.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { caseWords } from './case-words.js';
import styles from './panel.module.css';

/** What other bodies decide for the same request, each with its own code and date. Most dossiers have no such children, and show nothing. */
export function CasePanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(caseWords);
  // Whoever is not shown the case is told by the panel of the due date, which asks the same.
  const whole = useQuery({ queryKey: keys.case(code), queryFn: ({ signal }) => getCase(code, signal) });
  const { children = [] } = whole.data ?? {};
  if (children.length === 0) return null;
  return (
    <section className={styles.panel} aria-labelledby="case">
      <h2 id="case">{words.title}</h2>
      <p className={styles.quiet}>{words.lead}</p>
      <ul className={styles.children}>{children.map((child) => <Child key={child.dossierCode} child={child} />)}</ul>
    </section>
  );
}

function Child({ child: { dossierCode, name, agency, dueAt, ended } }: Readonly<{ child: ChildDossier }>) {
  const words = useWords(caseWords);
  const { language, say } = useSpeech();
  return (
    <li data-child={dossierCode}>
      <p><strong>{say(name)}</strong></p>
      <p><AgencyName agency={agency} /> <code>{dossierCode}</code></p>
      <p>{ended === null ? words.due(momentOf(dueAt, language)) : words.ended(ended.name === '' ? ended.outcome : ended.name, momentOf(ended.at, language))}</p>
    </li>
  );
}
