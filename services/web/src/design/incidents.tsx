import { useSpeech } from '../language/language.js';
import { WarningIcon } from './icons.js';
import styles from './incidents.module.css';

/** Failed steps are never silent: wherever a dossier or a sum of dossiers is shown, they are too. */
export function Incidents({ count }: Readonly<{ count: number }>) {
  const { texts, count: write } = useSpeech();
  if (count === 0) return null;
  return <span className={styles.incidents}><WarningIcon />{texts.dossier.incidents(write(count))}</span>;
}
