import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { recordRefund, type RefundGround } from '../api/fees.js';
import { keys } from '../api/live-cache.js';
import { useSpeech, useWords } from '../language/language.js';
import { ConfirmedForm } from './confirmed-form.js';
import { Disclosure } from './disclosure.js';
import { feeWords } from './fee-words.js';

/** Money that the counter has given back: on which ground, why, and at most what the ground reaches. */
export function RefundAct({ code, refundable }: Readonly<{ code: string; refundable: Readonly<Record<RefundGround, number>> }>) {
  const words = useWords(feeWords);
  const open = (Object.keys(refundable) as readonly RefundGround[]).filter((ground) => refundable[ground] > 0);
  const [first] = open;
  if (first === undefined) return null;
  return (
    <Disclosure name="refund" title={words.refund}>
      <RefundForm key={JSON.stringify(refundable)} code={code} open={open} first={first} refundable={refundable} />
    </Disclosure>
  );
}

function RefundForm({ code, open, first, refundable }: Readonly<{ code: string; open: readonly RefundGround[]; first: RefundGround; refundable: Readonly<Record<RefundGround, number>> }>) {
  const words = useWords(feeWords);
  const { count } = useSpeech();
  const client = useQueryClient();
  const id = useId();
  const [ground, setGround] = useState(first);
  const [amount, setAmount] = useState(String(refundable[first]));
  const [manner, setManner] = useState<'cash' | 'transfer'>('transfer');
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const refund = useMutation({ mutationFn: () => recordRefund(code, { amount: Number(amount), manner, reference: reference.trim(), ground, reason: reason.trim() }), onSettled: () => client.invalidateQueries({ queryKey: keys.fees(code) }) });
  const chooseGround = (chosen: RefundGround): void => {
    setGround(chosen);
    setAmount(String(refundable[chosen]));
  };
  return (
    <ConfirmedForm ask={words.recordRefund} question={words.sureToRefund(count(Number(amount)), words.grounds[ground])} confirm={words.yesRefund} back={words.back} isPending={refund.isPending} error={refund.error} onConfirm={() => refund.mutate()}>
      <p><label htmlFor={`${id}-ground`}>{words.ground}</label><select id={`${id}-ground`} value={ground} onChange={({ target }) => chooseGround(target.value as RefundGround)}>{open.map((each) => <option key={each} value={each}>{words.grounds[each]}</option>)}</select></p>
      <p><label htmlFor={`${id}-amount`}>{words.howMuch(count(refundable[ground]))}</label><input id={`${id}-amount`} type="number" required min={1} max={refundable[ground]} step={1} value={amount} onChange={({ target }) => setAmount(target.value)} /></p>
      <p><label htmlFor={`${id}-manner`}>{words.mannerBack}</label><select id={`${id}-manner`} value={manner} onChange={({ target }) => setManner(target.value as 'cash' | 'transfer')}>{(['transfer', 'cash'] as const).map((each) => <option key={each} value={each}>{words.manners[each]}</option>)}</select></p>
      <p><label htmlFor={`${id}-reference`}>{words.referenceBack}</label><input id={`${id}-reference`} required maxLength={60} autoComplete="off" value={reference} onChange={({ target }) => setReference(target.value)} /></p>
      <p><label htmlFor={`${id}-reason`}>{words.whyBack}</label><textarea id={`${id}-reason`} required minLength={10} maxLength={2000} rows={2} value={reason} onChange={({ target }) => setReason(target.value)} /></p>
    </ConfirmedForm>
  );
}
