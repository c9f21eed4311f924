import { Link } from 'react-router';
import { agencyName } from '../agencies/agencies.js';
import type { DeadlineItem } from '../api/deadlines.js';
import { DeadlineBadge } from '../design/deadline-badge.js';
import { useSpeech, useWords } from '../language/language.js';
import { durationOf, momentOf, useNow } from '../language/moments.js';
import { deadlineWords } from './deadline-words.js';
import styles from './deadlines.module.css';

/** One row for a step, and one for a dossier whose own date is late or near. */
export function DeadlineTable({ items }: Readonly<{ items: readonly DeadlineItem[] }>) {
  const words = useWords(deadlineWords);
  return (
    <table className={styles.table}>
      <thead><tr><th scope="col">{words.what}</th><th scope="col">{words.where}</th><th scope="col">{words.due}</th><th scope="col">{words.since}</th></tr></thead>
      <tbody data-rows>{items.map((item) => <Row key={item.step?.taskId ?? item.dossierCode} item={item} />)}</tbody>
    </table>
  );
}

function Row({ item }: Readonly<{ item: DeadlineItem }>) {
  const words = useWords(deadlineWords);
  const { say, language } = useSpeech();
  const { dossierCode, procedure, step, agency, unit, officer, dueAt, state, since, isNew, isWaiting } = item;
  const id = step?.taskId ?? dossierCode;
  return (
    <tr className={styles.row} data-state={state} data-new={isNew}>
      <td>
        <Link to={`/dossiers/${encodeURIComponent(dossierCode)}`} data-row={id} className={styles.name}>{dossierCode}</Link>
        {isNew && <strong className={styles.new}>{words.isNew}</strong>}
        <span>{step === null ? words.whole : say(step.name)}</span>
        <span className={styles.quiet}>{procedure.name === null ? procedure.code : say(procedure.name)}</span>
      </td>
      <td>
        <span>{say(agencyName(agency))}</span>
        <span className={styles.quiet}>{unit} {officer === null ? words.nobody : officer.name}</span>
      </td>
      <td>
        <time dateTime={dueAt}>{momentOf(dueAt, language)}</time>
        <DeadlineBadge state={state} isWaiting={isWaiting} />
        <Apart item={item} />
      </td>
      <td><time dateTime={since}>{momentOf(since, language)}</time></td>
    </tr>
  );
}

function Apart({ item: { dueAt, isWaiting } }: Readonly<{ item: DeadlineItem }>) {
  const words = useWords(deadlineWords);
  const { language } = useSpeech();
  const left = Date.parse(dueAt) - useNow();
  const apart = durationOf(left, language);
  // What stands still is neither later nor nearer by the hour.
  if (isWaiting || apart === '') return null;
  return <span className={styles.quiet}>{left < 0 ? words.lateFor(apart) : words.left(apart)}</span>;
}
