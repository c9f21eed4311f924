import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { keys } from '../api/live-cache.js';
import { listColleagues } from '../api/tasks.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useWords } from '../language/language.js';
import { taskWords } from './task-words.js';

/** One of the unit's officers. A unit has some dozens: a list that the browser searches by the first letters. */
export function ColleagueField({ label, value, onChange, none }: Readonly<{ label: string; value: string; onChange: (subject: string) => void; none?: string }>) {
  const words = useWords(taskWords);
  const id = useId();
  const colleagues = useQuery({ queryKey: keys.colleagues(''), queryFn: ({ signal }) => listColleagues('', signal) });
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select id={id} required={none === undefined} value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{none ?? words.choose}</option>
        {(colleagues.data?.items ?? []).map(({ subject, name }) => <option key={subject} value={subject}>{name}</option>)}
      </select>
      {colleagues.error !== null && <ProblemNotice error={colleagues.error} onRetry={() => void colleagues.refetch()} />}
    </div>
  );
}
