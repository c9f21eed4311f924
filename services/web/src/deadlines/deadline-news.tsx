import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { markDeadlinesSeen } from '../api/deadlines.js';
import { keys } from '../api/live-cache.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useWords } from '../language/language.js';
import { deadlineWords } from './deadline-words.js';
import styles from './deadlines.module.css';
import { shownCount, useNewDeadlines } from './new-deadlines.js';

/** What is new since the reader last said so. An act and not the opening: the list has pages and filters, and reads itself anew while nobody sits there. */
export function DeadlineNews({ asOf }: Readonly<{ asOf: string }>) {
  const words = useWords(deadlineWords);
  const client = useQueryClient();
  const id = useId();
  const news = useNewDeadlines();
  const marking = useMutation({
    mutationFn: () => markDeadlinesSeen(asOf),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['deadlines'] }), client.invalidateQueries({ queryKey: keys.newDeadlines() })]),
  });
  if (news === undefined) return null;
  const isIdle = news.count === 0 || marking.isPending;
  return (
    <div className={styles.news}>
      <p role="status">{news.count === 0 ? words.noNews : words.news(shownCount(news))}</p>
      <button type="button" className="button" aria-describedby={id} aria-disabled={isIdle} onClick={() => isIdle || marking.mutate()}>{words.seen}</button>
      <span id={id} className={styles.quiet}>{words.newsHelp}</span>
      {marking.error !== null && <ProblemNotice error={marking.error} />}
    </div>
  );
}
