import { agencyName, DESKS } from '../agencies/agencies.js';
import { useSpeech } from '../language/language.js';
import styles from './sign-in-figure.module.css';

/** Where the stations stand on the line, in units of the view box. */
const STATIONS = [
  { x: 28, y: 44 },
  { x: 150, y: 132 },
  { x: 40, y: 224 },
  { x: 158, y: 312 },
] as const;

const LINE = 'M28 44 C28 100 150 76 150 132 S40 168 40 224 S158 256 158 312';

/** The way of a dossier as a line with four stations; decoration, its words are said elsewhere. */
export function SignInFigure() {
  const { say } = useSpeech();
  return (
    <svg className={styles.figure} viewBox="0 0 300 352" aria-hidden="true" focusable="false">
      <path className={styles.track} d={LINE} />
      <path className={styles.flow} d={LINE} pathLength={100} />
      {DESKS.map((agency, at) => {
        const { x, y } = STATIONS[at] ?? STATIONS[0];
        return (
          <g key={agency} data-agency={agency} className={styles.station}>
            <circle cx={x} cy={y} r="11" />
            <text x={x + 24} y={y + 5}>{say(agencyName(agency))}</text>
          </g>
        );
      })}
    </svg>
  );
}
