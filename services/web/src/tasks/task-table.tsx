import { Link } from 'react-router';
import type { TaskItem } from '../api/tasks.js';
import { DeadlineBadge } from '../design/deadline-badge.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf, useNow } from '../language/moments.js';
import { taskWords } from './task-words.js';
import styles from './tasks.module.css';

/** A form has to be filled in, each in its turn. */
export const mayBeCompleted = ({ isMine, hasForm }: TaskItem): boolean => isMine && !hasForm;

type Props = Readonly<{ items: readonly TaskItem[]; chosen: ReadonlySet<string>; onChoose: (id: string, isChosen: boolean) => void; onClaim: (id: string) => void }>;

export function TaskTable({ items, ...acts }: Props) {
  const { columns } = useWords(taskWords);
  return (
    <table className={styles.table}>
      <thead>
        <tr><th scope="col">{columns.task}</th><th scope="col">{columns.holder}</th><th scope="col">{columns.due}</th><th scope="col">{columns.acts}</th></tr>
      </thead>
      <tbody data-rows>{items.map((item) => <Row key={item.taskId} item={item} {...acts} />)}</tbody>
    </table>
  );
}

/** Urgent enough to be said: half is usual. */
const URGENT_FROM = 70;

function Row({ item, chosen, onChoose, onClaim }: Readonly<{ item: TaskItem }> & Omit<Props, 'items'>) {
  const words = useWords(taskWords);
  const { language, count } = useSpeech();
  const { taskId, dossierCode, reason, priority, comments, claimed, owner, isMine, escalatedTo } = item;
  const name = language === 'en' && item.nameEn !== '' ? item.nameEn : item.name;
  return (
    <tr className={styles.row}>
      <td>
        <Link to={`/tasks/${taskId}`} data-row={taskId} aria-label={words.open(name, dossierCode)} className={styles.name}>{name}</Link>
        <span className={styles.quiet}>{dossierCode} · {reason[language]}</span>
        <span className={styles.marks}>
          {priority >= URGENT_FROM && <span className={styles.urgent}>{words.urgent(count(priority))}</span>}
          {escalatedTo.length > 0 && <span className={styles.urgent}>{words.escalated}</span>}
          {comments > 0 && <span>{words.comments(count(comments))}</span>}
        </span>
      </td>
      <td>
        {claimed === null ? <span className={styles.quiet}>{words.nobody}</span> : isMine ? words.you : claimed.name}
        {owner !== null && <span className={styles.quiet}> {words.delegatedBy(owner.name)}</span>}
      </td>
      <td><DueOf item={item} /></td>
      <td className={styles.rowActs}>
        {claimed === null && <button type="button" className="button" aria-label={words.acts.claimOf(name, dossierCode)} onClick={() => onClaim(taskId)}>{words.acts.claim}</button>}
        {mayBeCompleted(item) && <input type="checkbox" aria-label={words.select(name, dossierCode)} checked={chosen.has(taskId)} onChange={({ target }) => onChoose(taskId, target.checked)} />}
      </td>
    </tr>
  );
}

function DueOf({ item: { dueAt, deadline, isWaiting, plannedFor, followUpAt } }: Readonly<{ item: TaskItem }>) {
  const words = useWords(taskWords);
  const { language } = useSpeech();
  // Between two readings of the list time goes on, unless it waits for the citizen.
  const hasPassed = Date.parse(dueAt) < useNow() && !isWaiting;
  return (
    <>
      <time dateTime={dueAt} className={hasPassed ? styles.late : undefined}>{momentOf(dueAt, language)}</time>
      <DeadlineBadge state={hasPassed ? 'late' : deadline} isWaiting={isWaiting} />
      {plannedFor !== null && <span className={styles.quiet}>{words.planned(momentOf(plannedFor, language))}</span>}
      {followUpAt !== null && <span className={styles.quiet}>{words.followUp(momentOf(followUpAt, language))}</span>}
    </>
  );
}
