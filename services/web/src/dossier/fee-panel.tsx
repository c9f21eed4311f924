import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { getFees, recordPayment, type Fees } from '../api/fees.js';
import { keys } from '../api/live-cache.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { Skeleton } from '../design/skeleton.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { useSession } from '../session/session.js';
import { FeeEntries } from './fee-entries.js';
import { RefundAct } from './fee-refund.js';
import { feeWords } from './fee-words.js';
import styles from './fee.module.css';
import panel from './panel.module.css';

/** What is to be paid and whether it is. Asked for when it is opened: who reads a dossier is entered in its log. */
export function FeePanel({ code }: Readonly<{ code: string }>) {
  const words = useWords(feeWords);
  const [wasOpened, open] = useState(false);
  return (
    <section className={panel.panel}>
      <details className={styles.fees} onToggle={({ currentTarget }) => currentTarget.open && open(true)}>
        <summary>{words.title}</summary>
        {wasOpened && <Opened code={code} />}
      </details>
    </section>
  );
}

function Opened({ code }: Readonly<{ code: string }>) {
  const words = useWords(feeWords);
  const asked = useQuery({ queryKey: keys.fees(code), queryFn: ({ signal }) => getFees(code, signal) });
  if (asked.isPending) return <Skeleton lines={3} />;
  if (asked.error !== null) return <ProblemNotice error={asked.error} onRetry={() => void asked.refetch()} />;
  const { fees, receipt } = asked.data;
  if (receipt === null) return <p className={panel.quiet}>{words.notYet}</p>;
  return fees.length === 0 ? <p className={panel.quiet}>{words.none}</p> : <Charged code={code} charged={asked.data} />;
}

function Charged({ code, charged }: Readonly<{ code: string; charged: Fees }>) {
  const { fees, payment, feeBalance, refundable } = charged;
  const words = useWords(feeWords);
  const { say, count, language } = useSpeech();
  const session = useSession();
  const total = fees.reduce((sum, { amount }) => sum + amount, 0);
  const balance = feeBalance ?? 0;
  const takesMoney = session.status === 'signed-in' && session.person.agency === 'one-stop' && session.person.roles.includes('clerk');
  const how = payment === null ? '' : [words.manners[payment.manner], ...(payment.gateway === null ? [] : [words.gateways[payment.gateway]])].join(', ');
  return (
    <>
      <ul>{fees.map((fee) => <li key={fee.code}>{words.amount(say(fee.name), count(fee.amount))}</li>)}</ul>
      {fees.length > 1 && <p>{words.total(count(total))}</p>}
      <p role="status"><strong>{payment === null ? (total > 0 && words.open) : words.paid(how, payment.reference, momentOf(payment.paidAt, language))}</strong></p>
      {payment !== null && balance !== 0 && <p role="status"><strong>{balance > 0 ? words.short(count(balance)) : words.over(count(-balance))}</strong></p>}
      {takesMoney && (payment === null ? total > 0 : balance > 0) && <Take key={payment === null ? total : balance} code={code} amount={payment === null ? total : balance} />}
      <FeeEntries code={code} charged={charged} isClerk={takesMoney} />
      {takesMoney && refundable !== undefined && <RefundAct code={code} refundable={refundable} />}
    </>
  );
}

function Take({ code, amount }: Readonly<{ code: string; amount: number }>) {
  const words = useWords(feeWords);
  const { count } = useSpeech();
  const client = useQueryClient();
  const id = useId();
  const [manner, setManner] = useState<'cash' | 'transfer'>('cash');
  const [reference, setReference] = useState('');
  const take = useMutation({ mutationFn: () => recordPayment(code, { amount, manner, reference: reference.trim() }), onSettled: () => client.invalidateQueries({ queryKey: keys.fees(code) }) });
  return (
    <form
      className={styles.take}
      onSubmit={(event) => {
        event.preventDefault();
        if (!take.isPending) take.mutate();
      }}
    >
      <p><label htmlFor={`${id}-manner`}>{words.manner}</label><select id={`${id}-manner`} value={manner} onChange={({ target }) => setManner(target.value as 'cash' | 'transfer')}>{(['cash', 'transfer'] as const).map((each) => <option key={each} value={each}>{words.manners[each]}</option>)}</select></p>
      <p><label htmlFor={`${id}-reference`}>{words.reference}</label><input id={`${id}-reference`} required maxLength={60} autoComplete="off" value={reference} onChange={({ target }) => setReference(target.value)} /></p>
      <p><button type="submit" className="button primary" aria-disabled={take.isPending}>{words.record(count(amount))}</button></p>
      {take.error !== null && <ProblemNotice error={take.error} />}
    </form>
  );
}
