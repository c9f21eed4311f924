import { useState } from 'react';
import type { TimelineEntry } from '../api/audit.js';
import { useSpeech } from '../language/language.js';
import { dayOf } from '../language/moments.js';
import { journeyOf, type Direction } from './journey-lines.js';
import { JourneyStop, LineThrough } from './journey-stop.js';
import styles from './journey.module.css';

const DIRECTIONS: readonly Readonly<{ direction: Direction; word: 'newestFirst' | 'oldestFirst' }>[] = [
  { direction: 'newest-first', word: 'newestFirst' },
  { direction: 'oldest-first', word: 'oldestFirst' },
];

export function Journey({ timeline }: Readonly<{ timeline: readonly TimelineEntry[] }>) {
  const { texts, language, count } = useSpeech();
  const [direction, setDirection] = useState<Direction>('newest-first');
  // Facts up to here were there when the page opened: what comes later is marked as new.
  const [known] = useState(() => Math.max(-1, ...timeline.map(({ index }) => index)));
  return (
    <section className={styles.journey} aria-labelledby="journey">
      <header className={styles.header}>
        <h2 id="journey">{texts.dossier.timeline}</h2>
        <p className={styles.count}>{texts.dossier.facts(count(timeline.length))}</p>
        <div className={styles.directions} role="group" aria-labelledby="journey">
          {DIRECTIONS.map((each) => (
            <button key={each.direction} type="button" aria-pressed={direction === each.direction} onClick={() => setDirection(each.direction)}>
              {texts.dossier[each.word]}
            </button>
          ))}
        </div>
      </header>
      {journeyOf(timeline, direction, (at) => dayOf(at, language)).map(({ at, above, stops }) => (
        <section key={`${direction} ${at}`} className={styles.day}>
          {above !== null && <LineThrough lane={above} />}
          <h3>{dayOf(at, language)}</h3>
          <ol>
            {stops.map((stop) => <JourneyStop key={stop.entry.index} stop={stop} isNew={stop.entry.index > known} />)}
          </ol>
        </section>
      ))}
    </section>
  );
}
