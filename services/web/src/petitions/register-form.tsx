import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { MATTERS, receivePetition, type Matter } from '../api/petitions.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { useWords } from '../language/language.js';
import type { Person } from '../session/session.js';
import { petitionWords } from './petition-words.js';
import styles from './petitions.module.css';

const BLANK = { matter: 'regulation-feedback' as Matter, aspect: 'behaviour', complexity: 'ordinary', subject: '', text: '', author: '', identifier: '', address: '', dossierCode: '', isRepeated: false };

/** By an officer for whoever came or wrote; by a citizen in the own name. */
export function RegisterForm({ person }: Readonly<{ person: Person }>) {
  const words = useWords(petitionWords);
  const form = words.register;
  const client = useQueryClient();
  const [draft, setDraft] = useState(BLANK);
  const id = useId();
  const isCitizen = person.roles.includes('citizen');
  const register = useMutation({
    mutationFn: () => receivePetition(bodyOf(draft, isCitizen)),
    onSuccess: () => {
      setDraft(BLANK);
      void client.invalidateQueries({ queryKey: ['petitions'] });
    },
  });
  const change = (part: Partial<typeof BLANK>) => setDraft({ ...draft, ...part });
  const text = (name: 'subject' | 'author' | 'identifier' | 'address' | 'dossierCode', label: string, required = false) => (
    <p><label htmlFor={`${id}-${name}`}>{label}</label><input id={`${id}-${name}`} value={draft[name]} required={required} maxLength={name === 'subject' ? 300 : 200} onChange={({ target }) => change({ [name]: target.value })} /></p>
  );
  const choice = (name: 'matter' | 'aspect' | 'complexity', label: string, options: Readonly<Record<string, string>>) => (
    <p>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <select id={`${id}-${name}`} value={draft[name]} onChange={({ target }) => change({ [name]: target.value })}>{Object.entries(options).map(([value, option]) => <option key={value} value={value}>{option}</option>)}</select>
    </p>
  );
  return (
    <details className={styles.register}>
      <summary>{form.title}</summary>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!register.isPending) register.mutate();
        }}
      >
        {choice('matter', form.matter, Object.fromEntries(MATTERS.map((matter) => [matter, words.matters[matter]])))}
        {draft.matter === 'regulation-feedback' && choice('aspect', form.aspect, form.aspects)}
        {(draft.matter === 'complaint' || draft.matter === 'denunciation') && !isCitizen && choice('complexity', form.complexity, form.complexities)}
        {text('subject', form.subject, true)}
        <p><label htmlFor={`${id}-text`}>{form.text}</label><textarea id={`${id}-text`} rows={4} required maxLength={20_000} value={draft.text} onChange={({ target }) => change({ text: target.value })} /></p>
        {!isCitizen && text('author', form.author)}
        {!isCitizen && draft.author !== '' && text('identifier', form.identifier)}
        {text('address', form.address)}
        {text('dossierCode', form.dossier)}
        <p><label className={styles.check}><input type="checkbox" checked={draft.isRepeated} onChange={({ target }) => change({ isRepeated: target.checked })} />{form.repeated}</label></p>
        <p><button type="submit" className="button primary" aria-disabled={register.isPending}>{form.save}</button></p>
      </form>
      {register.error !== null && <ProblemNotice error={register.error} />}
      <p role="status">{register.isSuccess && form.saved(register.data.number)}</p>
    </details>
  );
}

function bodyOf({ matter, aspect, complexity, subject, text, author, identifier, address, dossierCode, isRepeated }: typeof BLANK, isCitizen: boolean): object {
  const written = isCitizen ? undefined : author.trim() === '' ? undefined : { name: author.trim(), ...(identifier.trim() !== '' && { identifier: identifier.trim() }), address: address.trim() };
  return {
    matter, subject: subject.trim(), text: text.trim(), isRepeated,
    ...(matter === 'regulation-feedback' && { aspect }), ...(!isCitizen && complexity !== 'ordinary' && (matter === 'complaint' || matter === 'denunciation') && { complexity }),
    ...(written !== undefined && { author: written }), ...(dossierCode.trim() !== '' && { dossierCode: dossierCode.trim() }),
  };
}
