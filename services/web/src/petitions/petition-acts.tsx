import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { keys } from '../api/live-cache.js';
import { actOnPetition, type Petition, type PetitionAct, type PetitionStatus } from '../api/petitions.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useWords } from '../language/language.js';
import { petitionWords } from './petition-words.js';
import styles from './petitions.module.css';

type Act = PetitionAct | 'transfer';

/** For showing only: what is possible, intake decides. */
const POSSIBLE: Readonly<Partial<Record<PetitionStatus, readonly Act[]>>> = {
  received: ['acceptance', 'questions', 'transfer', 'return'], accepted: ['resolution', 'questions', 'extension'], resolved: ['publication'],
};
const WITHOUT_TEXT: readonly Act[] = ['acceptance', 'publication'];

function usePetitionAct(petition: Petition) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, body }: Readonly<{ act: Act | 'rating'; body: object }>) => actOnPetition(petition, act, body),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.petition(petition.number) });
      void client.invalidateQueries({ queryKey: ['petitions'] });
    },
  });
}

export function PetitionActs({ petition, isAuthor }: Readonly<{ petition: Petition; isAuthor: boolean }>) {
  const words = useWords(petitionWords);
  const waits = petition.questions.some(({ reply }) => reply === null) && (petition.status === 'received' || petition.status === 'accepted');
  const acts: readonly Act[] = [...(isAuthor ? [] : POSSIBLE[petition.status] ?? []), ...(waits ? ['replies' as const] : [])];
  const [chosen, choose] = useState<Act | null>(null);
  const [text, setText] = useState('');
  const [to, setTo] = useState('');
  const [unit, setUnit] = useState('');
  const id = useId();
  const change = usePetitionAct(petition);
  const act = chosen !== null && acts.includes(chosen) ? chosen : acts[0];
  if (act === undefined) return null;
  return (
    <section aria-labelledby={`${id}-acts`}>
      <h2 id={`${id}-acts`}>{words.act}</h2>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const body = act === 'transfer' ? { to: to.trim(), reason: text.trim(), ...(unit.trim() !== '' && { unit: unit.trim() }) } : WITHOUT_TEXT.includes(act) ? {} : { text: text.trim() };
          if (!change.isPending) change.mutate({ act, body }, { onSuccess: () => setText('') });
        }}
      >
        <p><label htmlFor={`${id}-act`}>{words.act}</label><select id={`${id}-act`} value={act} onChange={({ target }) => choose(target.value as Act)}>{acts.map((each) => <option key={each} value={each}>{words.acts[each]}</option>)}</select></p>
        {act === 'transfer' && (
          <>
            <p><label htmlFor={`${id}-to`}>{words.to}</label><input id={`${id}-to`} required maxLength={200} value={to} onChange={({ target }) => setTo(target.value)} /></p>
            <p><label htmlFor={`${id}-unit`}>{words.unit}</label><input id={`${id}-unit`} maxLength={40} value={unit} onChange={({ target }) => setUnit(target.value)} /></p>
          </>
        )}
        {!WITHOUT_TEXT.includes(act) && <p><label htmlFor={`${id}-text`}>{words.sentence}</label><textarea id={`${id}-text`} rows={3} required minLength={10} maxLength={2_000} value={text} onChange={({ target }) => setText(target.value)} /></p>}
        <p><button type="submit" className="button primary" aria-disabled={change.isPending}>{words.perform(words.acts[act])}</button></p>
        {change.error !== null && <ProblemNotice error={change.error} />}
      </form>
    </section>
  );
}

/** By the author alone. */
export function Rating({ petition }: Readonly<{ petition: Petition }>) {
  const words = useWords(petitionWords).rate;
  const rate = usePetitionAct(petition);
  return (
    <section aria-labelledby="rating">
      <h2 id="rating">{words.title}</h2>
      <p className={styles.acts}>
        <button type="button" className="button" onClick={() => rate.mutate({ act: 'rating', body: { isSatisfied: true } })}>{words.yes}</button>
        <button type="button" className="button" onClick={() => rate.mutate({ act: 'rating', body: { isSatisfied: false } })}>{words.no}</button>
      </p>
      {rate.error !== null && <ProblemNotice error={rate.error} />}
    </section>
  );
}
