import { agencyName, agencyOfService } from '../agencies/agencies.js';
import type { Gap } from '../api/audit.js';
import { WarningIcon } from '../design/icons.js';
import { useSpeech } from '../language/language.js';
import styles from './gap-notice.module.css';

/** Says plainly that the history below is not whole, and what is missing. */
export function GapNotice({ gaps }: Readonly<{ gaps: readonly Gap[] }>) {
  const { texts, say } = useSpeech();
  return (
    <section className={styles.notice} aria-labelledby="gaps">
      <h2 id="gaps"><WarningIcon />{texts.dossier.gaps}</h2>
      <ul>
        {gaps.map(({ source, from, to }) => (
          <li key={`${source} ${from}`}>{texts.dossier.gap(say(agencyName(agencyOfService(source))), String(from), String(to))}</li>
        ))}
      </ul>
      <p>{texts.dossier.gapsHelp}</p>
    </section>
  );
}
