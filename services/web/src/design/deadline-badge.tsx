import type { DeadlineState } from '../api/deadlines.js';
import { useWords } from '../language/language.js';
import styles from './deadline-badge.module.css';
import { PauseIcon, WarningIcon } from './icons.js';

const words = {
  vi: { late: 'Quá hạn', soon: 'Sắp đến hạn', waiting: 'Chờ người dân, không tính giờ' },
  en: { late: 'Late', soon: 'Due soon', waiting: 'Waits for the citizen, no time counts' },
};

/** How something stands against its date, in words and by a sign: colour alone says nothing to many. */
export function DeadlineBadge({ state, isWaiting }: Readonly<{ state: DeadlineState | null; isWaiting: boolean }>) {
  const said = useWords(words);
  return (
    <>
      {state !== null && <span className={styles.badge} data-state={state}><WarningIcon />{said[state]}</span>}
      {isWaiting && <span className={styles.badge} data-state="waiting"><PauseIcon />{said.waiting}</span>}
    </>
  );
}
