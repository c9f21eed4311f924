import { useId, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ClockIcon } from '../design/icons.js';
import { useSpeech, useWords } from '../language/language.js';
import { fieldOf, momentOf, momentOfField, useNow } from '../language/moments.js';
import { recordWords } from './record-words.js';
import styles from './record.module.css';

const PARAMETER = 'known-at';

/** The moment that the address asks for; null for now. The address is the only state, so a past can be sent to somebody. */
export function useKnownAt(): string | null {
  const asked = useSearchParams()[0].get(PARAMETER);
  return asked !== null && !Number.isNaN(Date.parse(asked)) ? asked : null;
}

/** Chooses the moment. Spoken in the time of Việt Nam, like every time of the page. */
export function KnownAtForm({ knownAt }: Readonly<{ knownAt: string | null }>) {
  const words = useWords(recordWords).past;
  const navigate = useNavigate();
  const now = useNow();
  const fieldId = useId();
  const [typed, setTyped] = useState(() => fieldOf(knownAt ?? now));
  return (
    <form
      className={styles.knownAt}
      onSubmit={(event) => {
        event.preventDefault();
        const moment = momentOfField(typed);
        if (moment !== null) void navigate({ search: `?${new URLSearchParams({ [PARAMETER]: moment })}` });
      }}
    >
      <label htmlFor={fieldId}>{words.field}</label>
      <span className={styles.acts}>
        <input id={fieldId} type="datetime-local" step="1" required max={fieldOf(now + 60_000)} value={typed} onChange={({ target }) => setTyped(target.value)} />
        <button type="submit" className="button">{words.show}</button>
      </span>
    </form>
  );
}

/** Nobody must take the past for the present. */
export function PastBanner({ knownAt }: Readonly<{ knownAt: string }>) {
  const words = useWords(recordWords).past;
  const { language } = useSpeech();
  const navigate = useNavigate();
  return (
    <section className={styles.banner} aria-labelledby="past">
      <ClockIcon />
      <div>
        <h2 id="past">{words.banner(momentOf(knownAt, language))}</h2>
        <p>{words.paused}</p>
      </div>
      <button type="button" className="button" onClick={() => void navigate({ search: '' })}>{words.back}</button>
    </section>
  );
}
