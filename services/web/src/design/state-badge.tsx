import { STATES, type NationalState } from '../agencies/states.js';
import { useSpeech } from '../language/language.js';
import styles from './state-badge.module.css';

/** The state in words; the mark before it differs in shape as well as in colour. */
export function StateBadge({ state }: Readonly<{ state: NationalState }>) {
  const { say } = useSpeech();
  const { name, mood } = STATES[state];
  return (
    <span className={styles.badge} data-mood={mood}>
      <span className={styles.shape} aria-hidden="true" />
      {say(name)}
    </span>
  );
}
