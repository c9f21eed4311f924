import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { cancelFeeEntry, type FeeEntry, type Fees } from '../api/fees.js';
import { keys } from '../api/live-cache.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { ConfirmedForm } from './confirmed-form.js';
import { Disclosure } from './disclosure.js';
import { feeWords } from './fee-words.js';
import panel from './panel.module.css';

/** Every payment and refund with what became of it; a clerk can cancel what the counter has recorded wrongly. */
export function FeeEntries({ code, charged: { payment, cancelledPayments = [], refunds = [] }, isClerk }: Readonly<{ code: string; charged: Fees; isClerk: boolean }>) {
  const words = useWords(feeWords);
  const { count, language } = useSpeech();
  const payments = payment === null ? [] : [...(payment.before ?? []), payment];
  if (payments.length + cancelledPayments.length + refunds.length === 0) return null;
  const told = ({ amount, manner, reference }: FeeEntry): string => words.entry(count(amount), words.manners[manner], reference);
  const act = (what: 'payments' | 'refunds', entry: FeeEntry) => isClerk && entry.manner !== 'online' && <Cancel code={code} what={what} entry={entry} told={told(entry)} />;
  return (
    <>
      <h3>{words.entries}</h3>
      <ul className={panel.children}>
        {payments.map((entry) => <li key={`payment ${entry.manner} ${entry.reference} ${entry.amount}`}><p>{words.paidEntry(told(entry), momentOf(entry.paidAt, language))}</p>{act('payments', entry)}</li>)}
        {cancelledPayments.map((entry) => <li key={`wrong ${entry.manner} ${entry.reference} ${entry.cancelled.at}`}><p><s>{words.paidEntry(told(entry), momentOf(entry.paidAt, language))}</s></p><p className={panel.quiet}>{words.cancelled(entry.cancelled.by.name, momentOf(entry.cancelled.at, language), entry.cancelled.reason)}</p></li>)}
        {refunds.map((entry) => {
          const line = words.refundedEntry(told(entry), momentOf(entry.refundedAt, language), words.grounds[entry.ground], entry.reason);
          return entry.cancelled === undefined
            ? <li key={`refund ${entry.manner} ${entry.reference} ${entry.amount}`}><p>{line}</p>{act('refunds', entry)}</li>
            : <li key={`refund ${entry.manner} ${entry.reference} ${entry.cancelled.at}`}><p><s>{line}</s></p><p className={panel.quiet}>{words.cancelled(entry.cancelled.by.name, momentOf(entry.cancelled.at, language), entry.cancelled.reason)}</p></li>;
        })}
      </ul>
    </>
  );
}

function Cancel({ code, what, entry, told }: Readonly<{ code: string; what: 'payments' | 'refunds'; entry: FeeEntry; told: string }>) {
  const words = useWords(feeWords);
  const client = useQueryClient();
  const id = useId();
  const [reason, setReason] = useState('');
  const cancel = useMutation({ mutationFn: () => cancelFeeEntry(code, what, entry, reason.trim()), onSettled: () => client.invalidateQueries({ queryKey: keys.fees(code) }) });
  return (
    <Disclosure name="cancel" title={words.wrong}>
      <ConfirmedForm ask={words.cancel} question={words.sureToCancel(told)} confirm={words.yesCancel} back={words.back} isPending={cancel.isPending} error={cancel.error} onConfirm={() => cancel.mutate()}>
        <p><label htmlFor={id}>{words.why}</label><textarea id={id} required minLength={10} maxLength={2000} rows={2} value={reason} onChange={({ target }) => setReason(target.value)} /></p>
      </ConfirmedForm>
    </Disclosure>
  );
}
