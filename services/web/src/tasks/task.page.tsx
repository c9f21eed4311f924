import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { keys } from '../api/live-cache.js';
import { actOnTask, getTask, type Task } from '../api/tasks.js';
import { CorrectionList } from '../dossier/correction-list.js';
import { DeadlineBadge } from '../design/deadline-badge.js';
import { BackIcon } from '../design/icons.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { usePageTitle, useSpeech, useWords } from '../language/language.js';
import { momentOf, useNow } from '../language/moments.js';
import { TaskActs } from './task-acts.js';
import { TaskHistory } from './task-history.js';
import { TaskWork } from './task-work.js';
import { taskWords } from './task-words.js';
import styles from './tasks.module.css';

const LOOK_EVERY_MS = 10_000;

/** One task: where it stands, what can be done with it, its form, and everything that happened to it. */
export function TaskPage() {
  const id = useParams()['id'] ?? '';
  const words = useWords(taskWords);
  const navigate = useNavigate();
  const client = useQueryClient();
  const task = useQuery({ queryKey: keys.task(id), queryFn: ({ signal }) => getTask(id, signal), refetchInterval: ({ state }) => (state.data?.status === 'open' ? LOOK_EVERY_MS : false) });
  const reload = () => {
    void client.invalidateQueries({ queryKey: keys.task(id) });
    void client.invalidateQueries({ queryKey: keys.taskHistory(id) });
    void client.invalidateQueries({ queryKey: ['tasks'] });
  };
  useShortcuts({ u: () => void navigate('/tasks') });
  return (
    <div className={styles.page}>
      <p><Link to="/tasks" className={styles.back}><BackIcon />{words.back}</Link></p>
      {task.isPending && <Skeleton lines={8} />}
      {task.error !== null && <ProblemNotice error={task.error} onRetry={() => void task.refetch()} />}
      {task.data && <Shown task={task.data} onChanged={reload} />}
    </div>
  );
}

function Shown({ task, onChanged }: Readonly<{ task: Task; onChanged: () => void }>) {
  const words = useWords(taskWords);
  const { language } = useSpeech();
  const [said, setSaid] = useState('');
  const name = language === 'en' && task.nameEn !== '' ? task.nameEn : task.name;
  usePageTitle(name);
  // Between two readings time goes on, unless it waits for the citizen.
  const hasPassed = Date.parse(task.dueAt) < useNow() && !task.isWaiting;
  const done = (sentence: string) => {
    setSaid(sentence);
    onChanged();
  };
  return (
    <>
      <header className={styles.heading}>
        <h1>{name}</h1>
        <p>{words.ofDossier} <Link to={`/dossiers/${encodeURIComponent(task.dossierCode)}`}>{task.dossierCode}</Link> · {task.reason[language]}</p>
        <p className={styles.quiet}>
          {words.status[task.status]} · {words.due(momentOf(task.dueAt, language))}
          {task.status === 'open' && <DeadlineBadge state={hasPassed ? 'late' : task.deadline} isWaiting={task.isWaiting} />}
          {task.claimed !== null && ` · ${words.heldBy(task.isMine ? words.you : task.claimed.by.name, momentOf(task.claimed.at, language))}`}
          {task.owner !== null && ` · ${words.delegatedBy(task.owner.name)}`}
          {task.followUpAt !== null && ` · ${words.followUp(momentOf(task.followUpAt, language))}`}
        </p>
      </header>
      <p role="status" className={styles.said}>{said}</p>
      {task.status === 'open' && task.corrections !== undefined && task.corrections.length > 0 && <section className={styles.panel} aria-labelledby="corrected-since"><h2 id="corrected-since">{words.correctedSince}</h2><CorrectionList rounds={task.corrections} /></section>}
      {task.status === 'open' && <TaskActs task={task} onDone={() => done(words.done)} />}
      {task.status === 'open' && <TaskWork key={`${task.taskId} ${String(task.isMine)}`} task={task} complete={(variables) => actOnTask(task.taskId, 'completion', { variables })} onDone={() => done(words.completedNow)} />}
      <TaskHistory id={task.taskId} />
    </>
  );
}
