import { useId } from 'react';
import { useSpeech, useWords } from '../language/language.js';
import { applyWords } from './apply-words.js';
import styles from './apply.module.css';
import type { DeclaredField } from './declared-fields.js';
import type { KnownSources } from './use-known-fields.js';

/** Which parcel the register is asked about, and which sources did not answer. What a source filled in is said at its field. */
export function KnownSourcesPanel({ known: { parcels, silent }, declared, isCitizen }: Readonly<{ known: KnownSources; declared: readonly DeclaredField[]; isCitizen: boolean }>) {
  const words = useWords(applyWords);
  const { say } = useSpeech();
  const id = useId();
  const ofLand = declared.filter(({ sources }) => sources.some(({ kind }) => kind === 'register')).map(({ label }) => say(label));
  return (
    <>
      {parcels.isAsked && isCitizen && parcels.own.length > 1 && (
        <p className={styles.field}>
          <label htmlFor={id}>{words.ownParcel}</label>
          <select id={id} value={parcels.chosen} onChange={({ target }) => parcels.choose(target.value)}>
            <option value="">{words.chooseParcel}</option>
            {parcels.own.map(({ entry, facts }) => <option key={entry} value={entry}>{`${entry}: ${facts['address'] ?? ''}`}</option>)}
          </select>
        </p>
      )}
      {parcels.isAsked && !isCitizen && (
        <p className={styles.field}>
          <label htmlFor={id}>{words.parcelOnTitle}</label>
          <input id={id} value={parcels.chosen} autoComplete="off" aria-describedby={`${id}-help`} onChange={({ target }) => parcels.choose(target.value)} />
          <span id={`${id}-help`} className={styles.quiet}>{words.parcelOnTitleHelp}</span>
        </p>
      )}
      <div role="status">
        {parcels.isMissing && !silent.includes('land') && <p className={styles.quiet}>{words.noParcel(ofLand.join(', '))}</p>}
        {silent.includes('land') && <p>{words.landSilent(ofLand.join(', '))}</p>}
        {silent.includes('intake') && <p>{words.intakeSilent}</p>}
      </div>
    </>
  );
}
