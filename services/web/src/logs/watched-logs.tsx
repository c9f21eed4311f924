import type { ReactNode } from 'react';
import { agencyOfService } from '../agencies/agencies.js';
import type { WatchedLog } from '../api/logs.js';
import { AgencyName } from '../design/agency-name.js';
import { WarningIcon } from '../design/icons.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { logWords } from './log-words.js';
import styles from './logs.module.css';

/** Everything that audit knows of each log, a row each. */
export function WatchedLogs({ logs }: Readonly<{ logs: readonly WatchedLog[] }>) {
  const words = useWords(logWords).log;
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{words.table}</caption>
      <thead>
        <tr>{[words.agency, words.served, words.verified, words.witnessed, words.reread, words.findings].map((word) => <th key={word} scope="col">{word}</th>)}</tr>
      </thead>
      <tbody>{logs.map((log) => <Row key={log.origin} log={log} />)}</tbody>
    </table>
  );
}

function Row({ log }: Readonly<{ log: WatchedLog }>) {
  const { origin, service, served, verified, behind, missing } = log;
  const words = useWords(logWords).log;
  const { count, language } = useSpeech();
  return (
    <tr data-log={origin}>
      <th scope="row"><AgencyName agency={agencyOfService(service)} /><code>{origin}</code>{missing !== null && <Fault>{words.missing}: <span lang="en">{missing}</span></Fault>}</th>
      <td data-name={words.served} className={styles.size}>{served === null ? words.never : words.entries(count(served.size))}</td>
      <td data-name={words.verified}>
        {verified === null ? words.never : <>{words.entries(count(verified.size))}<span className={styles.below}>{momentOf(verified.at, language)}</span></>}
        {behind > 0 && <span className={styles.below}>{words.behind(count(behind))}</span>}
      </td>
      <td data-name={words.witnessed}><Witnessed log={log} /></td>
      <td data-name={words.reread}><Reread log={log} /></td>
      <td data-name={words.findings}>{log.findings === 0 ? words.whole : <Fault>{words.wrong(count(log.findings))}</Fault>}</td>
    </tr>
  );
}

/** The same for what audit says of a log and what the log says of itself. */
export function Witnessed({ log: { served, unwitnessedSince, refusing } }: Readonly<{ log: Pick<WatchedLog, 'served' | 'unwitnessedSince' | 'refusing'> }>) {
  const words = useWords(logWords).log;
  const { language } = useSpeech();
  const cosignedAt = served?.cosignedAt ?? null;
  return (
    <>
      {cosignedAt === null ? words.never : words.cosignedAt(momentOf(cosignedAt, language))}
      {unwitnessedSince !== null && <Fault>{words.unwitnessed(momentOf(unwitnessedSince, language))}</Fault>}
      {refusing !== null && <Fault>{words.refusing(refusing.code)} <span lang="en">{refusing.because}</span></Fault>}
    </>
  );
}

function Reread({ log: { reread, origin } }: Readonly<{ log: WatchedLog }>) {
  const words = useWords(logWords).log;
  const { count } = useSpeech();
  if (reread === null) return words.never;
  return (
    <>
      <progress className={styles.progress} max={Math.max(1, reread.of)} value={reread.checked} aria-label={`${words.reread} ${origin}`} />
      {words.progress(count(reread.checked), count(reread.of))}<span className={styles.below}>{words.passes(count(reread.passes))}</span>
    </>
  );
}

export function Fault({ children }: Readonly<{ children: ReactNode }>) {
  return <span className={styles.fault}><WarningIcon /><span>{children}</span></span>;
}
