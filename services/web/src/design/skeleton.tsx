import { useSpeech } from '../language/language.js';
import styles from './skeleton.module.css';

/** Holds the place of lines that are on their way; widths in percent, so that what comes does not jump. */
export function Skeleton({ lines, widths = [92, 64, 78, 55] }: Readonly<{ lines: number; widths?: readonly number[] }>) {
  const { texts } = useSpeech();
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{texts.frame.loading}</span>
      {Array.from({ length: lines }, (_, at) => (
        <span key={at} aria-hidden="true" className={styles.line} style={{ width: `${widths[at % widths.length]}%` }} />
      ))}
    </div>
  );
}
