import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { askSupplement } from '../api/applications.js';
import type { PaperAsked } from '../api/apply.js';
import { keys } from '../api/live-cache.js';
import fields from '../apply/apply.module.css';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech, useWords } from '../language/language.js';
import { applicationWords } from './application-words.js';
import styles from './explain.module.css';

/** Form 02 at the counter: what lacks, in words that the applicant can act upon, and the papers by their names. */
export function SupplementRequest({ code, papers }: Readonly<{ code: string; papers: readonly PaperAsked[] }>) {
  const words = useWords(applicationWords);
  const { say } = useSpeech();
  const client = useQueryClient();
  const id = useId();
  const [reason, setReason] = useState('');
  const [items, setItems] = useState<readonly string[]>([]);
  const asking = useMutation({
    mutationFn: () => askSupplement(code, reason.trim(), items),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: keys.dossier(code) }), client.invalidateQueries({ queryKey: keys.application(code) })]),
  });
  if (asking.data !== undefined) return <p role="status">{words.asked}</p>;
  return (
    <details className={styles.matter}>
      <summary>{words.ask}</summary>
      <form
        className={fields.page} aria-label={words.askTitle}
        onSubmit={(event) => {
          event.preventDefault();
          if (!asking.isPending) asking.mutate();
        }}
      >
        <p className={fields.field}>
          <label htmlFor={id}>{words.askReason}</label>
          <textarea id={id} value={reason} required maxLength={2000} rows={3} aria-describedby={`${id}-help`} onChange={({ target }) => setReason(target.value)} />
          <span id={`${id}-help`} className={fields.quiet}>{words.askReasonHelp}</span>
        </p>
        {papers.length > 0 && (
          <fieldset>
            <legend>{words.askPapers}</legend>
            {papers.map((paper) => (
              <p key={paper.code}>
                <label><input type="checkbox" checked={items.includes(paper.code)} onChange={({ target }) => setItems((before) => (target.checked ? [...before, paper.code] : before.filter((each) => each !== paper.code)))} /> {say(paper.name)}</label>
              </p>
            ))}
          </fieldset>
        )}
        <p><button type="submit" className="button primary" aria-disabled={asking.isPending}>{words.ask}</button></p>
        {asking.error !== null && <ProblemNotice error={asking.error} />}
      </form>
    </details>
  );
}
