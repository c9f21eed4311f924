import { useId } from 'react';
import type { Applicant } from '../api/apply.js';
import { useWords } from '../language/language.js';
import { applyWords } from './apply-words.js';
import styles from './apply.module.css';

const FIELDS = ['name', 'identifier', 'address', 'phone'] as const;
const COMPLETED_BY = { name: 'name', identifier: 'off', address: 'street-address', phone: 'tel' } as const;

/** `sourceOf`: where the value came from, or that it is another one now. */
type Props = Readonly<{ applicant: Applicant; isFromAccount: boolean; sourceOf(field: keyof Applicant): string | null; onChange: (applicant: Applicant) => void }>;

/** Who asks. Name and number of a citizen are the account's: known already, so not asked. */
export function ApplicantFields({ applicant, isFromAccount, sourceOf, onChange }: Props) {
  const words = useWords(applyWords);
  const id = useId();
  return (
    <fieldset className={styles.panel}>
      <legend>{words.applicant}</legend>
      {FIELDS.map((field) => {
        const isGiven = isFromAccount && (field === 'name' || field === 'identifier');
        const help = isGiven ? words.fromAccount : field === 'identifier' ? words.identifierHelp : sourceOf(field);
        return (
          <p key={field} className={styles.field}>
            <label htmlFor={`${id}-${field}`}>{words.fields[field]}</label>
            <input
              id={`${id}-${field}`} value={applicant[field]} readOnly={isGiven} required={field === 'name' || field === 'identifier'} maxLength={field === 'address' ? 400 : 200} autoComplete={isFromAccount ? COMPLETED_BY[field] : 'off'}
              inputMode={field === 'identifier' || field === 'phone' ? 'numeric' : 'text'} {...(field === 'identifier' && !isGiven && { pattern: '[0-9]{10}|[0-9]{12,13}' })} {...(help !== null && { 'aria-describedby': `${id}-${field}-help` })}
              onChange={({ target }) => onChange({ ...applicant, [field]: target.value })}
            />
            {help !== null && <span id={`${id}-${field}-help`} className={styles.quiet}>{help}</span>}
          </p>
        );
      })}
    </fieldset>
  );
}
