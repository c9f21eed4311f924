import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { actOnTask, type Task, type TaskAct } from '../api/tasks.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { useWords } from '../language/language.js';
import { momentOfField } from '../language/moments.js';
import { ColleagueField } from './colleague-field.js';
import { taskWords } from './task-words.js';
import styles from './tasks.module.css';

type Asking = Extract<TaskAct, 'assignment' | 'delegation' | 'return' | 'comments' | 'schedule'>;

/** What the person may do with it: some at once, some with a reason. What the service refuses, it says why. */
export function TaskActs({ task, onDone }: Readonly<{ task: Task; onDone: () => void }>) {
  const words = useWords(taskWords).acts;
  const [asking, setAsking] = useState<Asking | null>(null);
  const simple = useMutation({ mutationFn: (act: 'claim' | 'release') => actOnTask(task.taskId, act), onSettled: onDone });
  const free = task.claimed === null;
  useShortcuts({ c: () => void (free && !simple.isPending && simple.mutate('claim')) });
  const ask = (act: Asking, label: string) => <button type="button" className="button" aria-expanded={asking === act} onClick={() => setAsking(asking === act ? null : act)}>{label}</button>;
  return (
    <section aria-label={words.claim}>
      <p className={styles.acts}>
        {free && <button type="button" className="button primary" aria-disabled={simple.isPending} onClick={() => simple.isPending || simple.mutate('claim')}>{words.claim}</button>}
        {!free && (task.isMine || task.mayAssign) && task.owner === null && <button type="button" className="button" aria-disabled={simple.isPending} onClick={() => simple.isPending || simple.mutate('release')}>{words.release}</button>}
        {task.isMine && ask('delegation', words.delegate)}
        {task.owner !== null && (task.isMine || task.isOwner) && ask('return', task.isMine ? words.giveBack : words.takeBack)}
        {task.mayAssign && ask('assignment', words.assign)}
        {(task.isMine || task.mayAssign) && ask('schedule', words.schedule)}
        {ask('comments', words.comment)}
      </p>
      {simple.error !== null && <ProblemNotice error={simple.error} />}
      {asking !== null && <AskForm key={asking} act={asking} task={task} onDone={() => { setAsking(null); onDone(); }} onCancel={() => setAsking(null)} />}
    </section>
  );
}

function AskForm({ act, task, onDone, onCancel }: Readonly<{ act: Asking; task: Task; onDone: () => void; onCancel: () => void }>) {
  const words = useWords(taskWords);
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const [followUpAt, setFollowUpAt] = useState('');
  const [priority, setPriority] = useState(String(task.priority ?? 50));
  const [textId, followId, priorityId] = [useId(), useId(), useId()];
  const field = useRef<HTMLTextAreaElement>(null);
  const send = useMutation({ mutationFn: () => actOnTask(task.taskId, act, bodyOf(act, { to, text: text.trim(), followUpAt, priority })), onSuccess: onDone });
  useEffect(() => field.current?.focus(), []);
  const handsOn = act === 'assignment' || act === 'delegation';
  return (
    <form className={styles.actForm} onSubmit={(event) => { event.preventDefault(); if (!send.isPending) send.mutate(); }}>
      {handsOn && <ColleagueField label={words.to} value={to} onChange={setTo} />}
      {act === 'schedule' && (
        <>
          <div><label htmlFor={followId}>{words.followUpAt}</label><input id={followId} type="datetime-local" value={followUpAt} onChange={({ target }) => setFollowUpAt(target.value)} /></div>
          <div><label htmlFor={priorityId}>{words.priority}</label><input id={priorityId} type="number" min={0} max={100} step={1} value={priority} onChange={({ target }) => setPriority(target.value)} /></div>
        </>
      )}
      <div>
        <label htmlFor={textId}>{act === 'comments' ? words.text : words.reason}</label>
        <textarea id={textId} ref={field} rows={2} required minLength={act === 'comments' ? 1 : 3} maxLength={act === 'comments' ? 2_000 : 1_000} value={text} onChange={({ target }) => setText(target.value)} />
      </div>
      <p className={styles.acts}>
        <button type="submit" className="button primary" aria-disabled={send.isPending}>{words.acts.send}</button>
        <button type="button" className="button" onClick={onCancel}>{words.acts.cancel}</button>
      </p>
      {send.error !== null && <ProblemNotice error={send.error} />}
    </form>
  );
}

function bodyOf(act: Asking, { to, text, followUpAt, priority }: Readonly<Record<'to' | 'text' | 'followUpAt' | 'priority', string>>): object {
  if (act === 'comments') return { text };
  if (act === 'return') return { reason: text };
  if (act !== 'schedule') return { to, reason: text };
  const followUpDate = momentOfField(followUpAt);
  return { reason: text, ...(priority !== '' && { priority: Number(priority) }), ...(followUpAt !== '' && followUpDate !== null && { followUpDate }) };
}
