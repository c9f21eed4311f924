import { useLiveStatus } from '../api/live.js';
import { useSpeech } from '../language/language.js';
import styles from './live-light.module.css';

/** Whether what is on the page is still being followed. */
export function LiveLight() {
  const status = useLiveStatus();
  const { texts } = useSpeech();
  return (
    <p className={styles.light} role="status" data-status={status} title={texts.live[`${status}Help`]}>
      <span className={styles.lamp} aria-hidden="true" />
      <span className={styles.word}>{texts.live[status]}</span>
    </p>
  );
}
