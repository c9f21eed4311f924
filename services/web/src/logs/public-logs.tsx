import { agencyOfService } from '../agencies/agencies.js';
import type { PublicLog } from '../api/logs.js';
import { AgencyName } from '../design/agency-name.js';
import { useSpeech, useWords } from '../language/language.js';
import { logWords } from './log-words.js';
import styles from './logs.module.css';
import { Fault, Witnessed } from './watched-logs.js';

/** The short version for everybody: whether each log is published and witnessed, by its own word. */
export function PublicLogs({ logs }: Readonly<{ logs: readonly PublicLog[] }>) {
  const words = useWords(logWords).log;
  const { count } = useSpeech();
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{words.table}</caption>
      <thead><tr><th scope="col">{words.agency}</th><th scope="col">{words.served}</th><th scope="col">{words.witnessed}</th></tr></thead>
      <tbody>
        {logs.map(({ service, status }) => (
          <tr key={service} data-log={status?.origin ?? service}>
            <th scope="row"><AgencyName agency={agencyOfService(service)} />{status !== null && <code>{status.origin}</code>}</th>
            <td data-name={words.served} className={styles.size}>{status === null ? <Fault>{words.silent}</Fault> : words.entries(count(status.served?.size ?? 0))}</td>
            <td data-name={words.witnessed}>{status !== null && <Witnessed log={status} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
