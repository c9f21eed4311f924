import { hasEnded, type NationalState } from '../agencies/states.js';
import type { DossierItem } from '../api/audit.js';
import { useSpeech } from '../language/language.js';
import { dateOf, durationOf, momentOf, timeOf, useNow } from '../language/moments.js';
import styles from './due.module.css';
import { PauseIcon, WarningIcon } from './icons.js';

export type DueStanding = 'late' | 'suspended' | 'running' | 'ready' | 'ended' | 'none';

/** The result lies ready: from here on the agencies cannot be late any more. */
const RESULT_READY: NationalState = 9;

/** How a dossier stands against its date. Between two facts time goes on: a date that has just passed is late before audit says so. */
export function dueStanding(item: DossierItem, now: number): DueStanding {
  if (item.late) return 'late';
  if (hasEnded(item.state)) return 'ended';
  if (item.state === RESULT_READY) return 'ready';
  if (item.suspended) return 'suspended';
  if (item.dueAt === null) return 'none';
  return Date.parse(item.dueAt) < now ? 'late' : 'running';
}

export function Due({ item }: Readonly<{ item: DossierItem }>) {
  const { language } = useSpeech();
  const now = useNow();
  const standing = dueStanding(item, now);
  return (
    <span className={styles.due} data-standing={standing}>
      {item.dueAt !== null && (
        <time dateTime={item.dueAt} title={momentOf(item.dueAt, language)}>
          {dateOf(item.dueAt, language)} <span className={styles.hour}>{timeOf(item.dueAt, language)}</span>
        </time>
      )}
      <DueWords item={item} standing={standing} now={now} />
    </span>
  );
}

function DueWords({ item, standing, now }: Readonly<{ item: DossierItem; standing: DueStanding; now: number }>) {
  const { texts, language } = useSpeech();
  const apart = item.dueAt === null ? '' : durationOf(Date.parse(item.dueAt) - now, language);
  switch (standing) {
    case 'late':
      // An ended dossier is as late as it ended, which its date and the clock of today cannot tell.
      return <span className={styles.late}><WarningIcon />{apart === '' || hasEnded(item.state) ? texts.due.late : texts.due.lateBy(apart)}</span>;
    case 'suspended':
      return <span className={styles.suspended}><PauseIcon />{texts.due.suspended}</span>;
    case 'ready':
      return <span className={styles.quiet}>{texts.due.ready}</span>;
    case 'ended':
      return <span className={styles.quiet}>{texts.due.ended}</span>;
    case 'none':
      return <span className={styles.quiet}>{texts.due.none}</span>;
    case 'running':
      return <span className={styles.quiet}>{texts.due.left(apart || durationOf(60_000, language))}</span>;
  }
}
