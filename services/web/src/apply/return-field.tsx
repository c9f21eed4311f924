import { useId } from 'react';
import { RETURN_MANNERS, type ReturnManner } from '../api/apply.js';
import { useWords } from '../language/language.js';
import { applyWords } from './apply-words.js';
import styles from './apply.module.css';

/** Where the result is collected. By post it goes to the address that the application names. */
export function ReturnField({ value, onChange }: Readonly<{ value: ReturnManner; onChange(value: ReturnManner): void }>) {
  const words = useWords(applyWords);
  const id = useId();
  return (
    <p className={styles.field}>
      <label htmlFor={id}>{words.returnManner}</label>
      <select id={id} value={value} aria-describedby={`${id}-help`} onChange={({ target }) => onChange(target.value as ReturnManner)}>
        {RETURN_MANNERS.map((each) => <option key={each} value={each}>{words.returnManners[each]}</option>)}
      </select>
      <span id={`${id}-help`} className={styles.quiet}>{words.returnHelp}</span>
    </p>
  );
}
