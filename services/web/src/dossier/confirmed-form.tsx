import { useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { ProblemNotice } from '../design/problem-notice.js';
import styles from './fee.module.css';

/** A form that says once more what it is about to do, and does it when that is confirmed: what it records stays to be read for ever. */
export function ConfirmedForm({ ask, question, confirm, back, isPending, error, onConfirm, children }: Readonly<{
  ask: string; question: string; confirm: string; back: string; isPending: boolean; error: Error | null; onConfirm: () => void; children: ReactNode;
}>) {
  const [isAsked, setAsked] = useState(false);
  const confirming = useRef<HTMLButtonElement>(null);
  const asking = useRef<HTMLButtonElement>(null);
  return (
    <form
      className={styles.take}
      onSubmit={(event) => {
        event.preventDefault();
        flushSync(() => setAsked(true));
        confirming.current?.focus();
      }}
    >
      <fieldset disabled={isAsked} className={styles.fields}>{children}</fieldset>
      {!isAsked && <p><button ref={asking} type="submit" className="button">{ask}</button></p>}
      {isAsked && (
        <div role="group" aria-label={question} className={styles.question}>
          <p>{question}</p>
          <p className={styles.answers}>
            <button ref={confirming} type="button" className="button primary" aria-disabled={isPending} onClick={() => !isPending && onConfirm()}>{confirm}</button>
            <button
              type="button"
              className="button"
              onClick={() => {
                flushSync(() => setAsked(false));
                asking.current?.focus();
              }}
            >
              {back}
            </button>
          </p>
        </div>
      )}
      {error !== null && <ProblemNotice error={error} />}
    </form>
  );
}
