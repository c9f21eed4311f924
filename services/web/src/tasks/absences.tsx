import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { keys } from '../api/live-cache.js';
import { endAbsence, listAbsences, recordAbsence } from '../api/tasks.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf, momentOfField } from '../language/moments.js';
import type { Person } from '../session/session.js';
import { ColleagueField } from './colleague-field.js';
import { taskWords } from './task-words.js';
import styles from './tasks.module.css';

/** Who of the unit is away, and who does their work; recorded by oneself, or by a leader for others. */
export function Absences({ person }: Readonly<{ person: Person }>) {
  const words = useWords(taskWords).absence;
  const { language } = useSpeech();
  const client = useQueryClient();
  const absences = useQuery({ queryKey: keys.absences(), queryFn: ({ signal }) => listAbsences(signal) });
  const reload = () => void client.invalidateQueries({ queryKey: keys.absences() });
  const end = useMutation({ mutationFn: endAbsence, onSettled: reload });
  return (
    <section aria-labelledby="absences" className={styles.panel}>
      <h2 id="absences">{words.title}</h2>
      <p className={styles.quiet}>{words.lead}</p>
      {absences.isPending && <Skeleton lines={2} />}
      {absences.error !== null && <ProblemNotice error={absences.error} onRetry={() => void absences.refetch()} />}
      {absences.data?.items.length === 0 && <p>{words.none}</p>}
      <ul className={styles.entries}>
        {(absences.data?.items ?? []).map(({ absenceId, person: away, substitute, from, to, reason }) => (
          <li key={absenceId}>
            {words.row(away.name, substitute.name, momentOf(from, language), momentOf(to, language))} <span className={styles.quiet}>{reason}</span>{' '}
            <button type="button" className="button" aria-label={words.endOf(away.name)} onClick={() => end.isPending || end.mutate(absenceId)}>{words.end}</button>
          </li>
        ))}
      </ul>
      {end.error !== null && <ProblemNotice error={end.error} />}
      <details>
        <summary>{words.add}</summary>
        <AbsenceForm leads={person.roles.includes('leader')} onDone={reload} />
      </details>
    </section>
  );
}

function AbsenceForm({ leads, onDone }: Readonly<{ leads: boolean; onDone: () => void }>) {
  const all = useWords(taskWords);
  const words = all.absence;
  const [person, setPerson] = useState('');
  const [substitute, setSubstitute] = useState('');
  const [[from, to], setTimes] = useState<readonly [string, string]>(['', '']);
  const [reason, setReason] = useState('');
  const [fromId, toId, reasonId] = [useId(), useId(), useId()];
  const record = useMutation({
    mutationFn: () => recordAbsence({ ...(person !== '' && { person }), substitute, from: momentOfField(from) ?? '', to: momentOfField(to) ?? '', reason: reason.trim() }),
    onSuccess: () => { setReason(''); setTimes(['', '']); onDone(); },
  });
  return (
    <form className={styles.actForm} onSubmit={(event) => { event.preventDefault(); if (!record.isPending) record.mutate(); }}>
      {leads && <ColleagueField label={words.person} value={person} onChange={setPerson} none={words.myself} />}
      <ColleagueField label={words.substitute} value={substitute} onChange={setSubstitute} />
      <div><label htmlFor={fromId}>{words.from}</label><input id={fromId} type="datetime-local" required value={from} onChange={({ target }) => setTimes([target.value, to])} /></div>
      <div><label htmlFor={toId}>{words.to}</label><input id={toId} type="datetime-local" required value={to} onChange={({ target }) => setTimes([from, target.value])} /></div>
      <div><label htmlFor={reasonId}>{all.reason}</label><input id={reasonId} required minLength={3} maxLength={1_000} value={reason} onChange={({ target }) => setReason(target.value)} /></div>
      <button type="submit" className="button primary" aria-disabled={record.isPending}>{words.record}</button>
      {record.error !== null && <ProblemNotice error={record.error} />}
    </form>
  );
}
