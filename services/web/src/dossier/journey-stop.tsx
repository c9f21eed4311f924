import { agencyName } from '../agencies/agencies.js';
import { useSpeech } from '../language/language.js';
import { momentOf, timeOf } from '../language/moments.js';
import { LANE_COUNT, type Stop } from './journey-lines.js';
import styles from './journey.module.css';

/** A fact that audit heard this much later than it happened says so. */
const HEARD_LATE_MS = 5 * 60_000;

export function JourneyStop({ stop, isNew }: Readonly<{ stop: Stop; isNew: boolean }>) {
  const { texts, language, say } = useSpeech();
  const { entry, agency } = stop;
  const source = say(agencyName(agency));
  const heardLate = Date.parse(entry.heardAt) - Date.parse(entry.at) > HEARD_LATE_MS;
  return (
    <li className={styles.stop} data-agency={agency} data-new={isNew || undefined}>
      <LineMap stop={stop} />
      <time className={styles.time} dateTime={entry.at}>{timeOf(entry.at, language)}</time>
      <div className={styles.words}>
        <p className={styles.agency}>
          {source}
          {entry.actor !== null && entry.actor.unit !== '' && <span className={styles.actor}>{actorOf(entry.actor, agency, say)}</span>}
          {isNew && <span className={styles.new}>{texts.dossier.new}</span>}
        </p>
        <p className={styles.title}>{say(entry.title)}</p>
        {entry.detail !== null && <p className={styles.detail}>{say(entry.detail)}</p>}
        <details className={styles.raw}>
          <summary>
            {texts.dossier.fact(String(entry.sequence), source)}
            {heardLate && <span>, {texts.dossier.heardLate(momentOf(entry.heardAt, language))}</span>}
          </summary>
          <p className={styles.type}><code>{entry.type}</code></p>
          <pre tabIndex={0} aria-label={texts.dossier.raw}>{JSON.stringify(entry.data, null, 2)}</pre>
        </details>
      </div>
    </li>
  );
}

/** The unit alone where the agency is the one already named. */
function actorOf(actor: Readonly<{ agency: string; unit: string }>, agency: string, say: (text: ReturnType<typeof agencyName>) => string): string {
  return actor.agency === agency || actor.agency === '' ? actor.unit : `${say(agencyName(actor.agency))} ${actor.unit}`;
}

/** Drawn in lane widths across and in pixels down; CSS gives a lane its width, narrower on a phone. */
const LANE_PIXELS = 20;
const STOP_PIXELS = 24;

function LineMap({ stop: { lane, above, last } }: Readonly<{ stop: Stop }>) {
  const x = centre(lane);
  return (
    <span className={styles.map} aria-hidden="true">
      <svg className={styles.from} width={LANE_COUNT * LANE_PIXELS} height={STOP_PIXELS} focusable="false">
        {above !== null && <path d={`M${centre(above)} 0C${centre(above)} ${STOP_PIXELS * 0.7} ${x} ${STOP_PIXELS * 0.3} ${x} ${STOP_PIXELS}`} />}
      </svg>
      {!last && <span className={styles.down} style={{ insetInlineStart: x }} />}
      <span className={styles.dot} style={{ insetInlineStart: x }} />
    </span>
  );
}

/** The line past the name of a day. */
export function LineThrough({ lane }: Readonly<{ lane: number }>) {
  return <span className={styles.through} aria-hidden="true"><span className={styles.down} style={{ insetInlineStart: centre(lane) }} /></span>;
}

const centre = (lane: number): number => (lane + 0.5) * LANE_PIXELS;
