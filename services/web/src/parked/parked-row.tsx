import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { agencyName, agencyOfService } from '../agencies/agencies.js';
import { discardParked, retryParked, type ParkedMessage, type ParkOutcome } from '../api/parked.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Ago } from '../design/since.js';
import { dossierAddress } from '../dossiers/filter-address.js';
import { useSpeech } from '../language/language.js';
import styles from './parked.module.css';

/** As the services check it; a shorter one is not worth keeping. */
const REASON_LETTERS = { least: 10, most: 1_000 };

type RowProps = Readonly<{ message: ParkedMessage; isLinked: boolean; onDone(outcome: ParkOutcome): void }>;

/** One message that blocks its dossier, with the two things that can be done about it. */
export function ParkedRow({ message, isLinked, onDone }: RowProps) {
  const { texts, say, count } = useSpeech();
  const [isDiscarding, setDiscarding] = useState(false);
  const discardButton = useRef<HTMLButtonElement>(null);
  const retry = useMutation({ mutationFn: () => retryParked(message), onSuccess: onDone });
  const type = message.type.split('.').at(-1) ?? '';
  const agencyOf = (service: string) => say(agencyName(agencyOfService(service)));
  const cancel = () => {
    setDiscarding(false);
    discardButton.current?.focus();
  };
  return (
    <li className={styles.row} data-parked={`${message.service} ${message.id}`}>
      <p className={styles.what}>
        {isLinked && <><Link to={dossierAddress(message.key)}>{message.key}</Link>{' '}</>}
        <span>{texts.parked.heldAt(agencyOf(message.service), type, agencyOf(message.source.split('/').at(-1) ?? ''))}</span>{' '}
        <span className={styles.quiet}>{texts.parked.since} <Ago at={message.parkedAt} />{message.behind > 0 && ` · ${texts.parked.behind(count(message.behind))}`}</span>
      </p>
      <p className={styles.quiet}><code>{message.code}</code> <span lang="en">{message.because}</span></p>
      <p className={styles.acts}>
        <button type="button" className="button" aria-label={texts.parked.retryOf(type, message.key)} aria-disabled={retry.isPending} onClick={() => retry.isPending || retry.mutate()}>{texts.parked.retry}</button>
        <button ref={discardButton} type="button" className="button" aria-label={texts.parked.discardOf(type, message.key)} aria-expanded={isDiscarding} onClick={() => setDiscarding(!isDiscarding)}>{texts.parked.discard}</button>
      </p>
      {retry.error !== null && <ProblemNotice error={retry.error} />}
      {isDiscarding && <DiscardForm message={message} onDone={onDone} onCancel={cancel} />}
    </li>
  );
}

function DiscardForm({ message, onDone, onCancel }: Readonly<{ message: ParkedMessage; onDone(outcome: ParkOutcome): void; onCancel(): void }>) {
  const { texts } = useSpeech();
  const [reason, setReason] = useState('');
  const [reasonId, helpId] = [useId(), useId()];
  const field = useRef<HTMLTextAreaElement>(null);
  // The form opens at the person's own wish, by the button before it.
  useEffect(() => field.current?.focus(), []);
  const discard = useMutation({ mutationFn: () => discardParked(message, reason.trim()), onSuccess: onDone });
  return (
    <form
      className={styles.discard}
      onSubmit={(event) => {
        event.preventDefault();
        if (!discard.isPending) discard.mutate();
      }}
      onKeyDown={({ key }) => key === 'Escape' && onCancel()}
    >
      <p id={helpId}>{texts.parked.discardHelp}</p>
      <label htmlFor={reasonId}>{texts.parked.reason}</label>
      <textarea
        id={reasonId} aria-describedby={helpId} rows={2} required minLength={REASON_LETTERS.least} maxLength={REASON_LETTERS.most} value={reason}
        ref={field}
        onChange={({ target }) => setReason(target.value)}
      />
      {discard.error !== null && <ProblemNotice error={discard.error} />}
      <p className={styles.acts}>
        <button type="submit" className="button primary" aria-disabled={discard.isPending}>{texts.parked.confirm}</button>
        <button type="button" className="button" onClick={onCancel}>{texts.parked.cancel}</button>
      </p>
    </form>
  );
}
