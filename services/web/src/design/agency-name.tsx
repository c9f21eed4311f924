import { agencyName } from '../agencies/agencies.js';
import { useSpeech } from '../language/language.js';
import styles from './agency-name.module.css';

/** An agency with the dot of its colour, as on every line and column of the page. */
export function AgencyName({ agency }: Readonly<{ agency: string }>) {
  const { say } = useSpeech();
  return (
    <span className={styles.agency} data-agency={agency}>
      <span className={styles.dot} aria-hidden="true" />
      {say(agencyName(agency))}
    </span>
  );
}
