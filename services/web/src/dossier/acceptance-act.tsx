import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { acceptDossier, readReceipt } from '../api/applications.js';
import { keys } from '../api/live-cache.js';
import { ProblemError } from '../api/problem.js';
import fields from '../apply/apply.module.css';
import { ProblemNotice } from '../design/problem-notice.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { applicationWords } from './application-words.js';
import { PrintAct } from './print-act.js';

/** Valid receipt. Where the form has changed since the submission the service says what lacks; then a rule that lets the old one hold can be named. */
export function AcceptanceAct({ code }: Readonly<{ code: string }>) {
  const words = useWords(applicationWords);
  const client = useQueryClient();
  const id = useId();
  const [basis, setBasis] = useState('');
  const accepting = useMutation({ mutationFn: () => acceptDossier(code, basis.trim()), onSuccess: () => client.invalidateQueries({ queryKey: keys.dossier(code) }) });
  if (accepting.data !== undefined) return <Accepted code={code} dueAt={accepting.data.dueAt} />;
  const hasChanged = accepting.error instanceof ProblemError && accepting.error.problem?.code === 'FORM_CHANGED';
  const asksForBasis = hasChanged || basis !== '';
  return (
    <form
      className={fields.page}
      onSubmit={(event) => {
        event.preventDefault();
        if (!accepting.isPending) accepting.mutate();
      }}
    >
      {accepting.error !== null && <ProblemNotice error={accepting.error} />}
      {asksForBasis && (
        <p className={fields.field}>
          <label htmlFor={id}>{words.basis}</label>
          <input id={id} value={basis} required maxLength={2000} autoComplete="off" aria-describedby={`${id}-help`} onChange={({ target }) => setBasis(target.value)} />
          <span id={`${id}-help`} className={fields.quiet}>{words.basisHelp}</span>
        </p>
      )}
      <p><button type="submit" className="button primary" aria-disabled={accepting.isPending}>{asksForBasis ? words.acceptWithBasis : words.accept}</button></p>
    </form>
  );
}

/** What the receipt says, and the receipt itself. */
export function Accepted({ code, dueAt }: Readonly<{ code: string; dueAt: string }>) {
  const words = useWords(applicationWords);
  const { language } = useSpeech();
  return (
    <div role="status">
      <p>{words.accepted(code, momentOf(dueAt, language))}</p>
      <PrintAct label={words.receipt} name={`${code}.html`} read={() => readReceipt(code)} />
    </div>
  );
}
