import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ParcelTimes } from '../api/parcels.js';
import { useWords } from '../language/language.js';
import { fieldOf, momentOfField } from '../language/moments.js';
import { parcelWords } from './parcel-words.js';
import styles from './parcels.module.css';

/** Commune, sheet and number with two points between, as on the title. */
const LONGEST_ID = 50;

/** Which parcel, true on which day, known at which moment. */
export function ParcelForm({ id, times }: Readonly<{ id: string; times: ParcelTimes }>) {
  const words = useWords(parcelWords);
  const navigate = useNavigate();
  const [parcel, setParcel] = useState(id);
  const [validAt, setValidAt] = useState(times.validAt ?? '');
  const [knownAt, setKnownAt] = useState(() => (times.knownAt === null ? '' : fieldOf(times.knownAt)));
  const [parcelId, validId, knownId] = [useId(), useId(), useId()];
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const query = new URLSearchParams();
        const moment = momentOfField(knownAt);
        if (validAt !== '') query.set('valid-at', validAt);
        if (knownAt !== '' && moment !== null) query.set('known-at', moment);
        void navigate({ pathname: `/parcels/${encodeURIComponent(parcel.trim())}`, search: query.size === 0 ? '' : `?${query}` });
      }}
    >
      <div>
        <label htmlFor={parcelId}>{words.id}</label>
        <input id={parcelId} required maxLength={LONGEST_ID} spellCheck={false} autoComplete="off" value={parcel} onChange={({ target }) => setParcel(target.value)} />
      </div>
      <div>
        <label htmlFor={validId}>{words.validAt}</label>
        <input id={validId} type="date" aria-describedby={`${validId}-help`} value={validAt} onChange={({ target }) => setValidAt(target.value)} />
        <p id={`${validId}-help`} className={styles.quiet}>{words.validAtHelp}</p>
      </div>
      <div>
        <label htmlFor={knownId}>{words.knownAt}</label>
        <input id={knownId} type="datetime-local" step="1" aria-describedby={`${knownId}-help`} value={knownAt} onChange={({ target }) => setKnownAt(target.value)} />
        <p id={`${knownId}-help`} className={styles.quiet}>{words.knownAtHelp}</p>
      </div>
      <button type="submit" className="button primary">{words.show}</button>
    </form>
  );
}
