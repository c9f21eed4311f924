import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { keys } from '../api/live-cache.js';
import { approveDestruction, rejectDestruction, type ListRow } from '../api/destruction.js';
import { WarningIcon } from '../design/icons.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useWords } from '../language/language.js';
import { destructionWords } from './destruction-words.js';
import styles from './destruction.module.css';

const REASON_LETTERS = { least: 10, most: 1_000 };

type Step = 'choosing' | 'approving' | 'rejecting';

/** Approval or rejection, each with a second step: the one cannot be undone, the other needs a reason. */
export function DecideForm({ list, isOwn }: Readonly<{ list: ListRow; isOwn: boolean }>) {
  const words = useWords(destructionWords).decide;
  const client = useQueryClient();
  const [step, setStep] = useState<Step>('choosing');
  const [reason, setReason] = useState('');
  const reasonId = useId();
  const first = useRef<HTMLButtonElement & HTMLTextAreaElement>(null);
  const decided = () => {
    void client.invalidateQueries({ queryKey: keys.destructionLists() });
    void client.invalidateQueries({ queryKey: keys.destructionList(list.number) });
  };
  const approve = useMutation({ mutationFn: () => approveDestruction(list), onSuccess: decided, onError: decided });
  const reject = useMutation({ mutationFn: () => rejectDestruction(list, reason.trim()), onSuccess: decided, onError: decided });
  // The second step opens at the person's own wish, by the button before it.
  useEffect(() => {
    if (step !== 'choosing') first.current?.focus();
  }, [step]);
  const error = approve.error ?? reject.error;
  const cancel = <button type="button" className="button" onClick={() => setStep('choosing')}>{words.cancel}</button>;
  return (
    <div className={styles.decide}>
      {isOwn && <p className={styles.quiet}>{words.own}</p>}
      {step === 'choosing' && (
        <p className={styles.acts}>
          <button type="button" className="button primary" aria-label={words.approveOf(list.number)} onClick={() => setStep('approving')}>{words.approve}</button>
          <button type="button" className="button" aria-label={words.rejectOf(list.number)} onClick={() => setStep('rejecting')}>{words.reject}</button>
        </p>
      )}
      {step === 'approving' && (
        <>
          <p className={styles.warning}><WarningIcon />{words.warning}</p>
          <p className={styles.acts}>
            <button ref={first} type="button" className={`button ${styles.destroy}`} aria-disabled={approve.isPending} onClick={() => approve.isPending || approve.mutate()}>{words.confirm}</button>
            {cancel}
          </p>
        </>
      )}
      {step === 'rejecting' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!reject.isPending) reject.mutate();
          }}
        >
          <label htmlFor={reasonId}>{words.reason}</label>
          <textarea id={reasonId} ref={first} rows={2} required minLength={REASON_LETTERS.least} maxLength={REASON_LETTERS.most} value={reason} onChange={({ target }) => setReason(target.value)} />
          <p className={styles.acts}><button type="submit" className="button primary" aria-disabled={reject.isPending}>{words.confirmReject}</button>{cancel}</p>
        </form>
      )}
      {error !== null && <ProblemNotice error={error} />}
    </div>
  );
}
