import { useId } from 'react';
import { IDENTIFICATIONS, type Identification } from '../api/apply.js';
import { useWords } from '../language/language.js';
import { applyWords } from './apply-words.js';
import styles from './apply.module.css';

/** At a counter: how the clerk knew who asks. Of a citizen the account says it. */
export function IdentificationField({ value, onChange }: Readonly<{ value: Identification; onChange(value: Identification): void }>) {
  const words = useWords(applyWords);
  const id = useId();
  return (
    <p className={styles.field}>
      <label htmlFor={id}>{words.identification}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value as Identification)}>
        {IDENTIFICATIONS.map((each) => <option key={each} value={each}>{words.identifications[each]}</option>)}
      </select>
    </p>
  );
}
