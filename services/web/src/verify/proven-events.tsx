import { AgencyName } from '../design/agency-name.js';
import { useSpeech, useWords } from '../language/language.js';
import { momentOf } from '../language/moments.js';
import { agencyName, agencyOfService } from '../agencies/agencies.js';
import { EventAccount } from './event-account.js';
import { eventName } from './event-names.js';
import type { ProvenEvent, ProvenLog } from './outcome.js';
import { verifyWords, type VerifyWords } from './verify-words.js';
import styles from './verify.module.css';

/** What one agency's log has of the dossier, in its order. */
export function ProvenEvents({ log }: Readonly<{ log: ProvenLog }>) {
  const words = useWords(verifyWords).log;
  const { count, language } = useSpeech();
  const agency = agencyOfService(serviceOf(log.origin));
  const headingId = `log-${log.origin}`;
  return (
    <section className={styles.log} aria-labelledby={headingId} data-origin={log.origin}>
      <header>
        <h3 id={headingId}><AgencyName agency={agency} /> <span className={styles.quiet}>{words.events(count(log.events.length))}</span></h3>
        <p className={styles.quiet}>
          <code>{log.origin}</code> · {words.size(count(log.size))} · {log.cosignedAt === null ? words.notCosigned : words.cosigned(momentOf(log.cosignedAt, language), log.cosigners.join(', '))}
        </p>
      </header>
      <ol>{log.events.map((event) => <Row key={event.index} event={event} />)}</ol>
    </section>
  );
}

function Row({ event: { index, type, at, actor, content } }: Readonly<{ event: ProvenEvent }>) {
  const words = useWords(verifyWords);
  const { language, say } = useSpeech();
  return (
    <li className={styles.event}>
      <p className={styles.what}><time dateTime={at}>{momentOf(at, language)}</time> <strong>{say(eventName(type))}</strong></p>
      <p className={styles.quiet}>{actorWords(actor, words.actor, say)} · {words.log.entry(String(index))} · <code>{type}</code></p>
      {content === null ? (
        <p className={styles.closed}>{words.log.closed}</p>
      ) : (
        <details className={styles.content}>
          <summary>{words.log.opened}</summary>
          <EventAccount content={content} />
          <pre tabIndex={0} aria-label={words.log.content}>{content}</pre>
        </details>
      )}
    </li>
  );
}

/** Last word of `lienthong.thanhhoa.gov.vn/tax`; of a log that is split, the word before the partition. */
function serviceOf(origin: string): string {
  return origin.split('/')[1] ?? origin;
}

/** Role and organisation, as the entry has them: `officer@H56.17`. */
function actorWords(actor: string, words: VerifyWords['actor'], say: (text: ReturnType<typeof agencyName>) => string): string {
  const [role = '', organisation] = actor.split('@');
  const word = role in words ? words[role as keyof typeof words] : role;
  if (organisation === undefined) return word;
  return role === 'service' ? `${word} ${say(agencyName(agencyOfService(organisation)))}` : `${word} ${organisation}`;
}
