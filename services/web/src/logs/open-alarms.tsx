import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { keys } from '../api/live-cache.js';
import { listAlarms } from '../api/logs.js';
import { WarningIcon } from '../design/icons.js';
import { useSpeech, useWords } from '../language/language.js';
import { watchesLogs } from '../session/duties.js';
import { useSession } from '../session/session.js';
import { AlarmList } from './alarm-list.js';
import { logWords } from './log-words.js';
import styles from './logs.module.css';

/** Audit sends alarms to the live stream; this is for the one that was lost on the way. */
const LOOK_EVERY_MS = 30_000;
/** The board shows the newest; all of them are on the page of the logs. */
const SHOWN_ON_BOARD = 5;

/** Open alarms about the logs on the board, for those who must act on them. Anybody else is told how many there are. */
export function OpenAlarms({ count }: Readonly<{ count: number }>) {
  const session = useSession();
  if (session.status === 'signed-in' && watchesLogs(session.person)) return <Alarms />;
  return count === 0 ? null : <Heading count={count} />;
}

function Alarms() {
  const alarms = useQuery({ queryKey: keys.alarms(true), queryFn: ({ signal }) => listAlarms(true, null, signal), refetchInterval: LOOK_EVERY_MS });
  if (alarms.data === undefined || alarms.data.open === 0) return null;
  return <Heading count={alarms.data.open}><AlarmList alarms={alarms.data.items.slice(0, SHOWN_ON_BOARD)} /></Heading>;
}

function Heading({ count, children }: Readonly<{ count: number; children?: ReactNode }>) {
  const words = useWords(logWords).alarms;
  const { count: write } = useSpeech();
  const headingId = useId();
  return (
    <section className={styles.board} aria-labelledby={headingId}>
      <h2 id={headingId}><WarningIcon />{words.board(write(count))}</h2>
      {children}
      <p><Link to="/logs" className={styles.link}>{words.toLogs}</Link></p>
    </section>
  );
}
