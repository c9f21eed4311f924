import { agencyName, agencyOfService } from '../agencies/agencies.js';
import type { Alarm } from '../api/logs.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { alarmName, logWords } from './log-words.js';
import styles from './logs.module.css';

/** Each alarm with the log, the place in it and what is wrong. */
export function AlarmList({ alarms }: Readonly<{ alarms: readonly Alarm[] }>) {
  return <ul className={styles.alarms}>{alarms.map((alarm) => <Row key={alarm.id} alarm={alarm} />)}</ul>;
}

function Row({ alarm: { kind, log, index, subject, explanation, foundAt, mendedAt } }: Readonly<{ alarm: Alarm }>) {
  const words = useWords(logWords).alarms;
  const { language, say } = useSpeech();
  const agency = say(agencyName(agencyOfService(log.split('/')[1] ?? log)));
  return (
    <li data-mended={mendedAt !== null}>
      <p className={styles.alarmName}>{say(alarmName(kind))} · {index === null ? agency : words.entry(agency, String(index))}</p>
      <p>{say(explanation)}</p>
      <p className={styles.quiet}>
        <code>{log}{index !== null && `#${index}`}</code>{subject !== null && subject !== '' && <> · {subject}</>} · {words.found(momentOf(foundAt, language))}
        {mendedAt !== null && <> · {words.mendedAt(momentOf(mendedAt, language))}</>}
      </p>
    </li>
  );
}
